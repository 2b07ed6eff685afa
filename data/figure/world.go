package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// places draws the countries in their places, each in the colour of the class of its
// figure, and below the map all rows with their figures.
func (f *figure) places() error {
	if len(f.doc.Rows) == 0 {
		f.nothing()
		return nil
	}
	f.point(f.doc.Rows)
	m := &worldMap{figure: f, classes: f.engine.Classes(f.q), rows: map[string]bool{}, few: map[string]bool{}}
	for i := range f.doc.Rows {
		m.rows[f.doc.Rows[i].ID] = true
	}
	m.findSmall()
	m.draw()
	return nil
}

// worldMap is a map that is being drawn.
type worldMap struct {
	*figure
	classes *answer.Classes
	rows    map[string]bool // the countries that search and top do not hide
	few     map[string]bool // those hidden for their few requests alone
	hidden  int
}

// findSmall finds the countries that are hidden for their few requests alone.
func (m *worldMap) findSmall() {
	all := m.q
	all.Search, all.Top, all.Select, all.Pins = "", 0, "", nil
	shown := map[string]bool{}
	for _, r := range m.engine.Result(all).Rows {
		shown[r.ID] = true
	}
	all.Min = query.EveryRow
	for _, r := range m.engine.Result(all).Rows {
		if !shown[r.ID] && r.ID != report.NotItemised {
			m.few[r.ID] = true
		}
	}
	for code := range shown {
		if !m.rows[code] && code != report.NotItemised {
			m.hidden++
		}
	}
}

// The part of the world that is drawn, in degrees: it ends in the Bering Strait, so
// that no country is cut in two, and leaves out the Antarctic. The projection is
// Miller's, in which countries keep their shapes well enough to be known.
var world = window{west: -169, east: 191, south: -56, north: north}

// north is the most northern latitude that is drawn.
const north = 84.0

// window is a part of the world, in degrees.
type window struct{ west, east, south, north float64 }

// take makes a window so large that a point lies in it.
func (v *window) take(lon, lat float64) {
	v.west, v.east = min(v.west, lon), max(v.east, lon)
	v.south, v.north = min(v.south, lat), max(v.north, lat)
}

// filtered says whether the question asks about some places alone.
func (m *worldMap) filtered() bool {
	return m.q.Country.Mode == query.Only || m.q.Region.Mode == query.Only || m.q.Group.Mode == query.Only
}

// part is the part of the world that is drawn: that of the countries which the question
// asks about by name, region or group, else all. Of a country with land in several
// places it is the largest piece that counts.
func (m *worldMap) part(shapes []report.Shape) window {
	if !m.filtered() {
		return world
	}
	const around, widest, flattest, highest = 4, 150, 0.35, 0.7
	// With some land around it, so that it is seen where it lies.
	v := m.bounds(shapes, 360)
	if v.east-v.west+2*around > widest { // of what reaches across half of the world, a part is enough
		v = m.bounds(shapes, 60)
	}
	const least = 12 // from the middle of one small country
	if more := 2*least - (v.east - v.west); more > 0 {
		v.west, v.east = v.west-more/2, v.east+more/2
	}
	v = window{v.west - around, v.east + around, max(v.south-around, world.south), min(v.north+around, world.north)}
	wide, high := v.east-v.west, parallel(v.north)-parallel(v.south)
	if !(wide < widest) {
		return world
	}
	if more := high/highest - wide; more > 0 { // neither high …
		v.west, v.east = v.west-more/2, v.east+more/2
	}
	for v.north < world.north && v.south > world.south && parallel(v.north)-parallel(v.south) < flattest*(v.east-v.west) {
		v.south, v.north = v.south-0.5, v.north+0.5 // … nor flat
	}
	v.west = max(v.west, world.west)
	return v
}

// nowhere is a window in which nothing lies.
var nowhere = window{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)}

// bounds are those of the countries with a record that are not wider than so many
// degrees.
func (m *worldMap) bounds(shapes []report.Shape, widest float64) window {
	v := nowhere
	wide := map[string]bool{}
	for i := range shapes {
		var most window
		if m.classes.Of(shapes[i].Code) == answer.NoRecord {
			continue
		}
		for _, ring := range shapes[i].Rings {
			b := nowhere
			for _, p := range ring {
				b.take(p[0], p[1])
			}
			if (b.east-b.west)*(b.north-b.south) > (most.east-most.west)*(most.north-most.south) {
				most = b
			}
		}
		if wide[shapes[i].Code] = most.east-most.west > widest; !wide[shapes[i].Code] {
			v.take(most.west, most.south)
			v.take(most.east, most.north)
		}
	}
	for _, c := range m.engine.Dataset().Countries {
		if c.HasPoint && m.classes.Of(c.Code) != answer.NoRecord && !wide[c.Code] {
			v.take(c.Lon, c.Lat)
		}
	}
	return v
}

// parallel is how far north of the equator a latitude stands, in degrees of longitude.
func parallel(lat float64) float64 {
	const stretch = 0.8
	return math.Asinh(math.Tan(math.Pi/180*lat*stretch)) / stretch * 180 / math.Pi
}

func (m *worldMap) draw() {
	list := m.listed()
	shapes := m.shapes()
	part := m.part(shapes)
	high := (parallel(part.north) - parallel(part.south)) / (part.east - part.west)
	width := m.w
	if m.room > 0 {
		width = min(width, max(m.room-list.height-4.5*m.u, 12*m.u)/high)
	}
	left, top, scale := m.x+(m.w-width)/2, m.y, width/(part.east-part.west)
	place := func(lon, lat float64) (x, y float64) {
		return left + (lon-part.west)*scale, top + (parallel(part.north)-parallel(min(max(lat, -80), north)))*scale
	}
	if part != world {
		m.clip(box{left, top, width, width * high})
	}
	drawn := map[string]bool{}
	var seams, edges strings.Builder // the borders, over all fills, and those of what is pointed out
	for _, shape := range shapes {
		var d strings.Builder
		for _, ring := range shape.Rings {
			turn, below := 0.0, true
			if east(ring) <= world.west {
				turn = 360
			}
			for _, p := range ring {
				below = below && p[1] < world.south
			}
			if below || len(ring) < 3 {
				continue
			}
			for i, p := range ring {
				x, y := place(p[0]+turn, p[1])
				move := "L"
				if i == 0 {
					move = "M"
				}
				d.WriteString(move + px(x) + " " + px(y))
				// Where a country is cut at the meridian of 180 degrees there is no border.
				if before := ring[(i+len(ring)-1)%len(ring)]; i > 0 && math.Abs(p[0]) == 180 && p[0] == before[0] {
					move = "M"
				}
				seams.WriteString(move + px(x) + " " + px(y))
				if m.strong(shape.Code) {
					edges.WriteString(move + px(x) + " " + px(y))
				}
			}
			d.WriteString("Z")
		}
		if m.apart { // what stands there before the classes have their colours
			m.area(d.String(), m.o.Rule, "")
		}
		m.reveal(func() { m.area(d.String(), m.fill(shape.Code), "") })
		drawn[shape.Code] = d.Len() > 0
	}
	m.stroke(seams.String(), 0.6, m.page)
	m.reveal(func() { m.stroke(edges.String(), 1.8, m.o.Text) })
	placeless := 0
	for _, c := range m.engine.Dataset().Countries { // places too small for an outline
		known := m.classes.Of(c.Code) != answer.NoRecord || m.few[c.Code]
		switch {
		case c.Code == report.NotItemised || drawn[c.Code] || !known:
		case !c.HasPoint:
			placeless++
		default:
			x, y := place(c.Lon, c.Lat)
			edge, width := m.o.Dim, 0.6
			if m.strong(c.Code) {
				edge, width = m.o.Text, 1.8
			}
			m.reveal(func() {
				fmt.Fprintf(&m.b, `<circle cx="%s" cy="%s" r="%s" fill="%s" stroke="%s" stroke-width="%s"/>`+"\n", px(x), px(y), px(0.22*m.u), m.fill(c.Code), edge, px(width))
			})
		}
	}
	if part != world {
		m.b.WriteString("</g>\n")
	}
	m.y = top + width*high + 0.6*m.u
	m.legend(m.entries(placeless))
	m.reveal(list.draw)
}

// east is how far east a ring reaches.
func east(ring [][2]float64) float64 {
	most := math.Inf(-1)
	for _, p := range ring {
		most = max(most, p[0])
	}
	return most
}

// shapes are the outlines of the world; without them every country is a circle.
func (m *worldMap) shapes() []report.Shape {
	if m.o.World == nil {
		return nil
	}
	shapes, err := m.o.World()
	if err != nil {
		m.has("no outlines: " + err.Error())
	}
	return shapes
}

// fill is how a country is filled: by its class or, where it has none, as a pattern.
func (m *worldMap) fill(code string) string {
	standing := m.classes.Of(code)
	switch {
	case m.few[code], standing != answer.NoRecord && !m.rows[code]:
		return m.hatched(m.o.Dim)
	case standing >= answer.Classed:
		return m.o.Classes[m.classes.List[standing-answer.Classed].Tone]
	}
	return [...]string{answer.NoRecord: m.hatched(m.o.NoRecord), answer.NotReported: m.dotted(m.o.Dim), answer.ExactlyZero: m.o.NoRecord}[standing]
}

// entries are the legend: the classes with their limits and how many countries are in
// each, then what is in none.
func (m *worldMap) entries(placeless int) (list []entry) {
	count := func(text string, n int) string { return fmt.Sprintf("%s (%d)", text, n) }
	for i := range m.classes.List {
		c := &m.classes.List[i]
		list = append(list, entry{fill: m.o.Classes[c.Tone], text: count(m.limits(c), c.Countries)})
	}
	if n := m.classes.Zero; n > 0 {
		list = append(list, entry{fill: m.o.NoRecord, text: count("zero", n)})
	}
	if n := m.classes.NotReported; n > 0 {
		list = append(list, entry{fill: m.dotted(m.o.Dim), text: count("not reported", n)})
	}
	none := "no record"
	if m.filtered() {
		none += ", or not asked about"
	}
	list = append(list, entry{fill: m.hatched(m.o.NoRecord), text: none})
	least := "under " + m.o.Format.Count(int64(m.q.Minimum())) + " requests"
	if m.q.Minimum() <= 1 { // of which rates have no figure
		least = "without a request"
	}
	if n := len(m.few); n > 0 {
		list = append(list, entry{fill: m.hatched(m.o.Dim), text: count(least, n)})
	}
	if m.hidden > 0 {
		list = append(list, entry{fill: m.hatched(m.o.Dim), text: count("not among the rows shown", m.hidden)})
	}
	if placeless > 0 {
		m.has(fmt.Sprintf("without a place on the map: %d", placeless))
	}
	return list
}

// limits are the least and the greatest figure of a class.
func (m *worldMap) limits(c *answer.Class) string {
	measure := m.q.Measure
	text := func(f answer.Figure) string {
		if f.IsRange() {
			mid := (f.Lo + f.Hi) / 2
			f = answer.Figure{Reported: true, Lo: mid, Hi: mid, Marks: answer.Approx}
		}
		f.Marks &= answer.Approx // parentheses and bounds are of one country, not of a class
		f.Covers = 1
		if s := m.o.Format.Figure(f, measure); !strings.HasPrefix(s, "<") {
			return s
		}
		return m.o.Format.Limit(f.Rate, measure)
	}
	least, greatest := text(c.Least), text(c.Greatest)
	if least == greatest {
		return least
	}
	return least + " to " + greatest
}

// listing is all rows with their figures, in columns.
type listing struct {
	*figure
	swatch  func(i int) string
	t       font
	name    float64 // width of names …
	value   float64 // … and of values
	columns int
	height  float64
}

// listed puts the rows below a map in as many columns as have room.
func (m *worldMap) listed() *listing {
	l := &listing{figure: m.figure, t: m.small().in(m.o.Text), swatch: func(i int) string { return m.fill(m.doc.Rows[i].ID) }}
	for i := range m.table.Lines {
		l.name = max(l.name, l.fontOf(i).width(m.table.Lines[i].Name))
		l.value = max(l.value, l.fontOf(i).width(m.table.Lines[i].Cells[0].Text))
	}
	l.name = min(l.name, 14*m.u)
	l.columns = max(int((m.w+1.5*m.u)/(l.name+l.value+3.2*m.u)), 1)
	l.columns = min(l.columns, 5, max(len(m.table.Lines), 1))
	for _, rows := range l.parts() {
		high := 0.0
		for _, i := range rows {
			high += l.high(i)
		}
		l.height = max(l.height, high)
	}
	l.height += float64(len(m.table.Sums))*m.plain().height() + 2.5*m.u
	return l
}

// parts are the rows of each column.
func (l *listing) parts() (parts [][]int) {
	n := len(l.table.Lines)
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	for rows := range slices.Chunk(all, max((n+l.columns-1)/l.columns, 1)) {
		parts = append(parts, rows)
	}
	return parts
}

func (l *listing) fontOf(i int) font        { return l.of(l.doc.Rows[i].ID, l.t) }
func (l *listing) nameLines(i int) []string { return l.fontOf(i).wrap(l.table.Lines[i].Name, l.name) }
func (l *listing) high(i int) float64 {
	return float64(max(len(l.nameLines(i)), 1))*l.t.height() + 0.05*l.u
}

func (l *listing) draw() {
	l.y += 0.2 * l.u
	l.line(l.x, l.y, l.x+l.w, l.y, 1, l.o.Rule)
	l.y += 0.5 * l.u
	step := (l.w + 1.5*l.u) / float64(l.columns)
	bottom := l.y
	for c, rows := range l.parts() {
		x, y := l.x+float64(c)*step, l.y
		right := min(x+step-1.5*l.u, x+1.2*l.u+l.name+l.value+3*l.u)
		for _, i := range rows {
			row := l.table.Lines[i]
			if l.doc.Rows[i].ID != report.NotItemised {
				l.rect(x, y+0.2*l.u, 0.7*l.u, 0.7*l.u, l.swatch(i))
			}
			l.lines(x+1.1*l.u, y, l.nameLines(i), l.fontOf(i))
			l.text(right, y+l.t.size, row.Cells[0].Text, l.fontOf(i).at(end))
			y += l.high(i)
		}
		bottom = max(bottom, y)
	}
	l.y = bottom + 0.5*l.u
	t := l.plain().strong()
	for _, sum := range l.table.Sums {
		l.paragraph(report.Capital(sum.Name)+"  "+sum.Cells[0].Text, t)
	}
	l.y += 0.2 * l.u
}
