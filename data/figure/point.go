package figure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"daylight/model/answer"
)

// What is pointed out has its colours and bold text; the other rows are pale, and their text is
// dim. In maps and matrices, where a paler colour is that of another class, what is
// pointed out has an edge instead.

// point finds the rows that stand out among those of the figure.
func (f *figure) point(rows []answer.Row) {
	for i := range rows {
		if id := rows[i].ID; slices.Contains(f.o.Highlight, id) {
			f.pointed = append(f.pointed, id)
		}
	}
	if len(f.pointed) > 0 {
		f.has(pointedWords)
	}
}

// strong says whether a row stands out, and back whether others do.
func (f *figure) strong(id string) bool { return slices.Contains(f.pointed, id) }
func (f *figure) back(id string) bool   { return len(f.pointed) > 0 && !f.strong(id) }

// of is a font as the text of a row has it.
func (f *figure) of(id string, t font) font {
	switch {
	case f.strong(id):
		return t.strong()
	case f.back(id):
		return t.in(f.o.Dim)
	}
	return t
}

// shade is a colour as a row has it: one that stands back is near the page.
func (f *figure) shade(id, color string) string {
	if !f.back(id) {
		return color
	}
	const near = 65 // of a hundred
	part := func(c string, at int) uint64 {
		v, _ := strconv.ParseUint(strings.TrimPrefix(c, "#")[2*at:2*at+2], 16, 8)
		return v
	}
	mixed := "#"
	for at := range 3 {
		mixed += fmt.Sprintf("%02x", (part(color, at)*(100-near)+part(f.page, at)*near)/100)
	}
	return mixed
}

// frame draws the edge of a rectangle over what is there.
func (c *canvas) frame(x, y, w, h float64, stroke string) {
	fmt.Fprintf(&c.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="none" stroke="%s" stroke-width="2"/>`+"\n", px(x), px(y), px(w), px(h), stroke)
}

const pointedWords = "bold: what is pointed out"
