package main

import (
	"bufio"
	"image/color"
	"io"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"daylight/model"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/theme"
)

// paper is what text for people is printed on: a terminal, with its width and colours, or a file,
// which has neither and takes lines of any length.
type paper struct {
	out     *bufio.Writer
	width   int // in cells; 0 where nothing may be cut or broken
	profile colorprofile.Profile
	theme   theme.Theme
	glyphs  theme.Glyphs
	format  model.Format
}

// newPaper returns plain paper.
func newPaper(w io.Writer, ascii bool) *paper {
	p := &paper{
		out:     bufio.NewWriter(w),
		profile: colorprofile.NoTTY,
		theme:   theme.Mono(),
		glyphs:  theme.Unicode(),
		format:  model.Format{ASCII: ascii},
	}
	if ascii {
		p.glyphs = theme.ASCII()
	}
	return p
}

// line prints spans and ends the line. Blanks at its end are left out.
func (p *paper) line(spans ...grid.Span) {
	last := len(spans) - 1
	for last >= 0 && strings.Trim(spans[last].Text, " ") == "" {
		last--
	}
	for i, s := range spans[:last+1] {
		if i == last {
			s.Text = strings.TrimRight(s.Text, " ")
		}
		if s.Text != "" {
			_, _ = p.out.WriteString(p.ink(s.Style).Styled(s.Text)) // Flush repeats the error
		}
	}
	_ = p.out.WriteByte('\n')
}

// paragraph prints text after a label, broken to the width and indented under itself.
func (p *paper) paragraph(label, text grid.Span, indent int) {
	label.Text = padded(label.Text, indent)
	for i, l := range p.broken(text.Text, indent) {
		if i > 0 {
			label.Text = padded("", indent)
		}
		p.line(label, grid.Span{Text: l, Style: text.Style})
	}
}

// broken divides text into the lines that fit beside an indent.
func (p *paper) broken(text string, indent int) []string {
	if p.width == 0 {
		return []string{text}
	}
	return grid.WrapLines(text, max(p.width-indent, 20))
}

// ink turns a style into escapes for the colours that there are; without a terminal it is empty.
func (p *paper) ink(st grid.Style) ansi.Style {
	var s ansi.Style
	if p.profile == colorprofile.NoTTY {
		return s
	}
	if st.Attr&grid.Bold != 0 {
		s = s.Bold()
	}
	if st.Attr&grid.Dim != 0 {
		s = s.Faint()
	}
	if !st.FG.IsDefault() {
		r, g, b := st.FG.RGB()
		if c := p.profile.Convert(color.RGBA{r, g, b, 0xff}); c != nil {
			s = s.ForegroundColor(c)
		}
	}
	return s
}

// padded adds blanks to the right of text up to a width in cells.
func padded(text string, width int) string { return text + blanks(width-grid.Width(text)) }

// paddedLeft adds blanks to the left of text up to a width in cells.
func paddedLeft(text string, width int) string { return blanks(width-grid.Width(text)) + text }

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }
