package main

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
)

// Where columns are the half-years of many years, each is one sign wide, under the years:
//
//	Publisher  2010  2012  2014  2016        Figures here        Half-years
//	Google     ▂▂▂▂▂▂▂▆▆▆▆▆▆▆▆▆▆▆▆▆          2009-H2 to 2025-H1  32
//
// and a key below the table says what the signs mean.

// manyNarrow says whether columns that can be narrow have to be: on a terminal where
// their words have no room, else where they are many.
func (t *table) manyNarrow() bool {
	const many = 6
	n := t.narrowColumns()
	if t.width > 0 {
		return n > 0 && t.wide() > t.width
	}
	return n > many
}

func (t *table) narrowColumns() (n int) {
	for i := range t.columns {
		if t.columns[i].Narrow {
			n++
		}
	}
	return n
}

// narrow has signs in place of words, with room between them where there is any. What
// stands aside goes before a period does: the last first; then the earliest periods go.
func (t *table) narrow() {
	for i := range t.columns {
		c := &t.columns[i]
		if !c.Narrow {
			continue
		}
		c.width = 1
		for at := range t.Lines {
			c.cells[at] = t.Lines[at].Cells[c.at].Sign
		}
	}
	if t.step = 2; t.width == 0 || t.wide() <= t.width {
		return
	}
	for t.step = 1; t.wide() > t.width && t.columns[len(t.columns)-1].Aside; {
		t.columns = t.columns[:len(t.columns)-1]
	}
	t.names = min(t.names, max(leastName, t.width-tableGap-1))
	if over := t.wide() - t.width; over > 0 {
		t.columns = slices.Delete(t.columns, 0, min(over, len(t.columns)-1))
	}
}

// gap is how many cells lie before a column.
func (t *table) gap(i int) int {
	if t.step > 0 && i > 0 && t.columns[i].Narrow {
		return t.step - 1
	}
	return tableGap
}

// between is what lies before a cell: blanks, or its own sign where it is one with the
// cell before.
func (t *table) between(i, at int, joined bool, style *lipgloss.Style) string {
	if gap := t.gap(i); !joined || t.step == 0 || i == 0 || gap == 0 {
		return blanks(gap)
	}
	return t.inStyle(style, t.columns[i].cells[at])
}

// years is the head of the narrow columns, where the first of them stands: each year over
// its first half, as many as have room.
func (t *table) years(i int) string {
	if i > 0 {
		return ""
	}
	room := t.step*(t.narrowColumns()-1) + 1
	head := ""
	for at := range t.narrowColumns() {
		year, half, _ := strings.Cut(t.columns[at].Head.Text, "-")
		from := t.step * at
		if half != "H2" && (head == "" || from > len(head)) && from+len(year) <= room {
			head += blanks(from-len(head)) + year
		}
	}
	return blanks(tableGap) + t.inStyle(&t.styles.Dim, head) + blanks(room-len(head))
}

// printKey says what the words of the table mean, or the signs that stand for them, of
// those that are printed.
func (t *table) printKey() {
	stands := func(text string) bool {
		return slices.ContainsFunc(t.columns, func(c tableColumn) bool { return c.Narrow && slices.Contains(c.cells, text) })
	}
	for i, k := range t.Key {
		if i == 0 {
			t.print("")
		}
		text := k.Word + ": " + k.Means
		switch {
		case t.step == 0:
			if stands(k.Word) && k.Word != k.Means {
				t.paragraph("", t.styles.Dim, text, 0)
			}
		case !stands(k.Sign):
		case k.Sign == " ":
			t.paragraph("", t.styles.Dim, "blank: "+k.Means, 2)
		default:
			t.paragraph(t.styles.Text.Render(k.Sign), t.styles.Dim, text, 2)
		}
	}
}

// leftOutNarrow says which periods and which columns beside them the width left no room for.
func (t *table) leftOutNarrow() string {
	var aside []string
	all := 0
	for _, h := range t.Heads {
		if h.Narrow {
			all++
		}
	}
	shown := t.narrowColumns()
	for _, h := range t.Heads[all+len(t.columns)-shown:] {
		aside = append(aside, fmt.Sprintf("%q", h.Text))
	}
	var said []string
	if shown < all {
		said = append(said, fmt.Sprintf("the latest %d of %d periods shown", shown, all))
	}
	if len(aside) > 0 {
		said = append(said, strings.Join(aside, ", ")+" left out")
	}
	return strings.Join(said, ", ") + ": widen the terminal, choose periods, or ask for --format json"
}
