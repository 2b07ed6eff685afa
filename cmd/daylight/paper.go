package main

import (
	"bufio"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"daylight/model/answer"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// paper is what text for people is printed on: a terminal, with its width and colours, or a file,
// which has neither and takes lines of any length.
type paper struct {
	out     *bufio.Writer
	ink     io.Writer    // to out, with no more colours than the paper has
	width   int          // in cells; 0 where nothing may be cut or broken
	styles  theme.Styles // all plain where there are no colours
	heading lipgloss.Style
	glyphs  theme.Glyphs
	format  answer.Format
}

// newPaper returns plain paper.
func newPaper(w io.Writer, ascii bool) *paper {
	out := bufio.NewWriter(w)
	p := &paper{out: out, ink: out, glyphs: theme.Unicode(), format: answer.Format{ASCII: ascii}}
	if ascii {
		p.glyphs = theme.ASCII()
	}
	return p
}

// paint gives the paper the styles of a theme, in the colours of a profile.
func (p *paper) paint(t theme.Theme, profile colorprofile.Profile) {
	p.ink = &colorprofile.Writer{Forward: p.out, Profile: profile}
	p.styles, p.heading = *t.Styles, t.Styles.Accent.Bold(true)
}

// print prints a block and ends its last line. Blanks at the ends of lines are left out.
func (p *paper) print(block string) {
	for line := range strings.SplitSeq(block, "\n") {
		_, _ = io.WriteString(p.ink, strings.TrimRight(line, " ")+"\n") // Flush repeats the error
	}
}

// inked gives text a style, but not the blanks around it, with which a line may end.
func (p *paper) inked(style *lipgloss.Style, text string) string {
	words := strings.Trim(text, " ")
	if words == "" || p.ink == p.out { // a file has no colours, and may have a million cells
		return text
	}
	before, after, _ := strings.Cut(text, words)
	return before + style.Render(words) + after
}

// paragraph prints text after a label, broken to the width and indented under itself.
func (p *paper) paragraph(label string, style lipgloss.Style, text string, indent int) {
	block := style.Render(strings.Join(p.broken(text, indent), "\n"))
	if indent > 0 {
		block = lipgloss.JoinHorizontal(lipgloss.Top, lipgloss.PlaceHorizontal(indent, lipgloss.Left, label), block)
	}
	p.print(block)
}

// broken divides text into the lines that fit beside an indent, at blanks alone: Lip Gloss would break
// half-years at their hyphen.
func (p *paper) broken(text string, indent int) []string {
	if p.width == 0 {
		return []string{text}
	}
	return grid.WrapLines(text, max(p.width-indent, 20))
}
