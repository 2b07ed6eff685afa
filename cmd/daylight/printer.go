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

// printer prints text for people: on a terminal, with its width and colours, or into a file, which has
// neither and takes lines of any length.
type printer struct {
	out     *bufio.Writer
	styled  io.Writer    // to out, with no more colours than a terminal has
	width   int          // in cells; 0 where nothing may be cut or broken
	styles  theme.Styles // all plain where there are no colours
	heading lipgloss.Style
	glyphs  theme.Glyphs
	format  answer.Format
}

// newPrinter returns one for a file.
func newPrinter(w io.Writer, ascii bool) *printer {
	out := bufio.NewWriter(w)
	p := &printer{out: out, styled: out, glyphs: theme.Unicode(), format: answer.Format{ASCII: ascii}}
	if ascii {
		p.glyphs = theme.ASCII()
	}
	return p
}

// useTheme has it print in the styles of a theme, in the colours of a profile.
func (p *printer) useTheme(t theme.Theme, profile colorprofile.Profile) {
	p.styled = &colorprofile.Writer{Forward: p.out, Profile: profile}
	p.styles, p.heading = *t.Styles, t.Styles.Accent.Bold(true)
}

// print prints a block and ends its last line. Blanks at the ends of lines are left out.
func (p *printer) print(block string) {
	for line := range strings.SplitSeq(block, "\n") {
		_, _ = io.WriteString(p.styled, strings.TrimRight(line, " ")+"\n") // Flush repeats the error
	}
}

// inStyle gives text a style, but not the blanks around it, with which a line may end.
func (p *printer) inStyle(style *lipgloss.Style, text string) string {
	words := strings.Trim(text, " ")
	if words == "" || p.styled == p.out { // a file has no colours, and may have a million cells
		return text
	}
	before, after, _ := strings.Cut(text, words)
	return before + style.Render(words) + after
}

// paragraph prints text after a label, broken to the width and indented under itself.
func (p *printer) paragraph(label string, style lipgloss.Style, text string, indent int) {
	block := style.Render(strings.Join(p.wrapped(text, indent), "\n"))
	if indent > 0 {
		block = lipgloss.JoinHorizontal(lipgloss.Top, lipgloss.PlaceHorizontal(indent, lipgloss.Left, label), block)
	}
	p.print(block)
}

// wrapped divides text into the lines that fit beside an indent, at blanks alone: Lip Gloss would break
// half-years at their hyphen.
func (p *printer) wrapped(text string, indent int) []string {
	if p.width == 0 {
		return []string{text}
	}
	return grid.WrapLines(text, max(p.width-indent, 20))
}
