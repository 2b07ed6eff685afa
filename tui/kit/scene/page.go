package scene

import "daylight/model/report"

// Page is text to be read: the help, a record whole, or where figures come from.
type Page struct {
	Title string
	Lines []PageLine
}

// PageLine is one paragraph; it is wrapped to the width there is.
type PageLine struct {
	Left, Text string // left stands in a column of its own, where there is one
	Style      PageStyle
}

type PageStyle uint8

const (
	PlainLine PageStyle = iota
	HeadLine
	KeyLine
	RecordLine
	NoteLine
	LinkLine // below a noteLine, under its text
	StrongLine
	DimLine
)

// HasLeft says whether names stand in a column of their own in lines of a style.
func (s PageStyle) HasLeft() bool {
	return s == KeyLine || s == RecordLine || s == LinkLine || s == NoteLine
}

// ListNotes lists caveats, whole.
func (p *Page) ListNotes(k *Kit, head string, notes []report.Note) {
	if len(notes) == 0 {
		return
	}
	p.Add(PlainLine, "", "")
	p.Add(HeadLine, "", head)
	for _, n := range notes {
		p.Add(NoteLine, string(k.Glyphs.Dot), n.Text)
	}
}

// Add appends a paragraph.
func (p *Page) Add(style PageStyle, left, text string) {
	p.Lines = append(p.Lines, PageLine{left, text, style})
}
