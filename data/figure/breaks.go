package figure

import "slices"

// breakMark is a place at which a series breaks, with the numbers of the notes that say
// why. Those that would lie over each other stand in rows.
//
//	     [4]
//	[2]   ┆  [9]
//	 ┆    ┆   ┆
type breakMark struct {
	x     float64
	notes string
	row   int
}

// stack gives each mark its row, from left to right, and says how many there are.
func (f *figure) stack(marks []breakMark) (rows int) {
	slices.SortStableFunc(marks, func(a, b breakMark) int {
		if a.x < b.x {
			return -1
		}
		return 1
	})
	var reach []float64 // of each row
	for i := range marks {
		half := f.small().width(marks[i].notes) / 2
		row := slices.IndexFunc(reach, func(x float64) bool { return x <= marks[i].x-half })
		if row < 0 {
			row = len(reach)
			reach = append(reach, 0)
		}
		marks[i].row, reach[row] = row, marks[i].x+half+0.3*f.u
	}
	return len(reach)
}

// mark adds the number of a note to the mark at a place.
func mark(marks []breakMark, x float64, note string) []breakMark {
	for i := range marks {
		if marks[i].x == x {
			marks[i].notes += note
			return marks
		}
	}
	return append(marks, breakMark{x: x, notes: note})
}

// drawMarks draws a dashed line for each mark, from its numbers above a plot down to
// its foot.
func (f *figure) drawMarks(marks []breakMark, top, bottom float64) {
	t := f.small().at(middle)
	for _, m := range marks {
		base := top - 0.4*f.u - float64(m.row)*t.height()
		f.line(m.x, base+0.2*f.u, m.x, bottom, 1, f.o.Dim, 5, 4)
		f.has(breakWords)
	}
	for _, m := range marks { // over the lines of others
		f.onPage(m.x, top-0.4*f.u-float64(m.row)*t.height(), m.notes, t)
	}
}
