package tui

import "daylight/model/report"

// page is text to be read: the help, a record whole, or where figures come from.
type page struct {
	title string
	lines []pageLine
}

// pageLine is one paragraph; it is wrapped to the width there is.
type pageLine struct {
	left, text string // left stands in a column of its own, where there is one
	style      pageStyle
}

type pageStyle uint8

const (
	plainLine pageStyle = iota
	headLine
	keyLine
	recordLine
	noteLine
	linkLine // below a noteLine, under its text
	strongLine
	dimLine
)

// hasLeft says whether names stand in a column of their own in lines of a style.
func (s pageStyle) hasLeft() bool {
	return s == keyLine || s == recordLine || s == linkLine || s == noteLine
}

// listNotes lists caveats, whole.
func (p *page) listNotes(k *kit, head string, notes []report.Note) {
	if len(notes) == 0 {
		return
	}
	p.add(plainLine, "", "")
	p.add(headLine, "", head)
	for _, n := range notes {
		p.add(noteLine, string(k.glyphs.Dot), n.Text)
	}
}

// add appends a paragraph.
func (p *page) add(style pageStyle, left, text string) {
	p.lines = append(p.lines, pageLine{left, text, style})
}
