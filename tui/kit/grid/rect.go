package grid

import "math"

// Rect is a rectangle of cells. X and Y may lie anywhere, also outside the
// frame; a negative W or H counts as zero everywhere.
type Rect struct{ X, Y, W, H int }

// end is the first cell behind a run of n cells from start. It saturates,
// because a rectangle may come from a terminal that reports nonsense.
func end(start, n int) int {
	if n <= 0 {
		return start
	}
	if start > math.MaxInt-n {
		return math.MaxInt
	}
	return start + n
}

func clamp(n, lo, hi int) int { return max(lo, min(n, hi)) }

// Empty reports whether the rectangle holds no cell.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Contains reports whether the cell at x, y lies inside.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < end(r.X, r.W) && y >= r.Y && y < end(r.Y, r.H)
}

// Intersect returns the cells that lie in both rectangles; where there are
// none its size is zero.
func (r Rect) Intersect(o Rect) Rect {
	x, y := max(r.X, o.X), max(r.Y, o.Y)
	x1, y1 := min(end(r.X, r.W), end(o.X, o.W)), min(end(r.Y, r.H), end(o.Y, o.H))
	if x1 <= x || y1 <= y {
		return Rect{X: x, Y: y}
	}
	return Rect{x, y, x1 - x, y1 - y}
}

// TakeTop cuts n rows off the top and returns them and what is left. It takes
// what there is when n is larger.
func (r Rect) TakeTop(n int) (top, rest Rect) {
	r = r.sized()
	n = clamp(n, 0, r.H)
	return Rect{r.X, r.Y, r.W, n}, Rect{r.X, end(r.Y, n), r.W, r.H - n}
}

// TakeBottom cuts n rows off the bottom and returns them and what is left.
func (r Rect) TakeBottom(n int) (bottom, rest Rect) {
	r = r.sized()
	rest, bottom = r.TakeTop(r.H - clamp(n, 0, r.H))
	return bottom, rest
}

// TakeLeft cuts n columns off the left and returns them and what is left.
func (r Rect) TakeLeft(n int) (left, rest Rect) {
	r = r.sized()
	n = clamp(n, 0, r.W)
	return Rect{r.X, r.Y, n, r.H}, Rect{end(r.X, n), r.Y, r.W - n, r.H}
}

// TakeRight cuts n columns off the right and returns them and what is left.
func (r Rect) TakeRight(n int) (right, rest Rect) {
	r = r.sized()
	rest, right = r.TakeLeft(r.W - clamp(n, 0, r.W))
	return right, rest
}

// Inset returns the rectangle without dx columns at either side and dy rows
// above and below. Negative insets count as zero; a rectangle too small for
// its inset becomes empty at its middle.
func (r Rect) Inset(dx, dy int) Rect {
	r = r.sized()
	dx, dy = clamp(dx, 0, (r.W+1)/2), clamp(dy, 0, (r.H+1)/2)
	return Rect{end(r.X, dx), end(r.Y, dy), max(0, r.W-2*dx), max(0, r.H-2*dy)}
}

// Row returns the i-th row of the rectangle, counted from 0 at its top; it is
// empty when the rectangle has no such row.
func (r Rect) Row(i int) Rect {
	r = r.sized()
	if i < 0 || i >= r.H {
		return Rect{X: r.X, Y: r.Y, W: r.W}
	}
	return Rect{r.X, end(r.Y, i), r.W, 1}
}

func (r Rect) sized() Rect {
	r.W, r.H = max(0, r.W), max(0, r.H)
	return r
}
