package worldmap

import (
	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
	"daylight/tui/kit/chart"
	"daylight/tui/kit/grid"
	"daylight/tui/kit/scene"
	"daylight/tui/kit/theme"
)

// atlas is the world as maps draw it: one area for each country of the dataset,
// in its order, then places that are none of its countries.
type atlas struct {
	Areas    []chart.Area
	data     *report.Dataset
	known    map[string]int // areas by code
	wrong    string         // why there are no outlines
	drawable bool           // some country has a place
	bare     *chart.Map
}

// AtlasOf reads the outlines, once.
func (k *View) AtlasOf(d *report.Dataset) *atlas {
	if k.atlas != nil {
		return k.atlas
	}
	countries := d.Countries
	a := &atlas{data: d, Areas: make([]chart.Area, len(countries)), known: make(map[string]int, len(countries))}
	for i := range countries {
		c := &countries[i]
		a.known[c.Code] = i
		if c.Code != report.NotItemised && c.HasPoint {
			a.Areas[i] = chart.Area{Lon: c.Lon, Lat: c.Lat, HasPoint: true}
			a.drawable = true
		}
	}
	k.atlas = a
	if k.World == nil {
		a.wrong = "no outlines: a dot for each country"
		return a
	}
	shapes, err := k.World()
	if err != nil {
		a.wrong = "no outlines: " + err.Error()
		return a
	}
	for i := range shapes {
		if at, known := a.known[shapes[i].Code]; known {
			a.Areas[at].Rings = shapes[i].Rings
		} else {
			a.Areas = append(a.Areas, chart.Area{Rings: shapes[i].Rings})
		}
	}
	return a
}

// Area is the area of a country.
func (a *atlas) Area(code string) (area int, known bool) {
	area, known = a.known[code]
	return area, known
}

// code is the country of an area; "" for a place that is none.
func (a *atlas) code(area int) string {
	if area < 0 || area >= len(a.data.Countries) {
		return ""
	}
	return a.data.Countries[area].Code
}

// At is the map of a size on which nothing but the outlines is known, the same
// one as long as the size is the same.
func (a *atlas) at(w, h int) *chart.Map {
	if a.bare == nil || a.bare.W != w || a.bare.H != h {
		a.bare = chart.NewMap(w, h, a.Areas)
	}
	return a.bare
}

// sheet is a result as a map: where its countries stand, worked out once
// however often the screen is drawn.
type sheet struct {
	Atlas     *atlas
	result    *answer.Result
	classes   *answer.Classes
	standings []answer.Standing // by area
	rows      []bool            // by area: it has a row, which search and top do not hide
	ranked    int               // countries that have a rank, which none is hidden from
	placeless int               // countries with a row but no place
	hidden    int               // countries that search and top hide
	small     []bool            // by area: hidden for its few requests
	smalls    int               // countries that are
	shown     *chart.Map        // at the latest size
	bare      *chart.Map        // that it was made from
}

// sheetOf returns the sheet of the scene's result, the same one as long as the
// result is the same.
func (k *View) sheetOf(s *scene.Scene) *sheet {
	r := s.Result
	if old := k.sheet; old != nil && scene.SameAnswer(old.result, r) {
		return old
	}
	a := k.AtlasOf(s.Engine.Dataset())
	sheet := &sheet{
		Atlas: a, result: r, classes: s.Engine.Classes(s.Query),
		standings: make([]answer.Standing, len(a.Areas)), rows: make([]bool, len(a.Areas)),
		small: make([]bool, len(a.Areas)),
	}
	for i := range a.data.Countries {
		sheet.standings[i] = sheet.classes.Of(a.data.Countries[i].Code)
		if sheet.standings[i] != answer.NoRecord {
			sheet.hidden++
		}
	}
	for i := range r.Rows {
		if area, known := a.Area(r.Rows[i].ID); known && r.Rows[i].ID != report.NotItemised {
			sheet.rows[area] = true
			sheet.hidden--
			if !a.Areas[area].HasPoint && a.Areas[area].Rings == nil {
				sheet.placeless++
			}
		}
	}
	sheet.findSmall(s.Kit, s.Query)
	sheet.ranked = s.Engine.Ranked(s.Query)
	k.sheet = sheet
	return sheet
}

// findSmall finds the countries that are hidden for their few requests alone.
func (s *sheet) findSmall(k *scene.Kit, q query.Query) {
	if q.Minimum() <= 1 {
		return
	}
	q.Search, q.Top, q.Select, q.Pins = "", 0, "", nil
	shown := map[string]bool{}
	for _, row := range k.Engine.Result(q).Rows {
		shown[row.ID] = true
	}
	q.Min = 1
	for _, row := range k.Engine.Result(q).Rows {
		area, known := s.Atlas.Area(row.ID)
		if known && row.ID != report.NotItemised && !shown[row.ID] {
			s.small[area] = true
			s.smalls++
		}
	}
}

// At is the map of a size, with a cell for every country that has a record and
// can have one.
func (s *sheet) At(w, h int) *chart.Map {
	if bare := s.Atlas.at(w, h); s.shown == nil || s.bare != bare {
		s.bare, s.shown = bare, bare.Showing(func(area int) bool { return s.standings[area] != answer.NoRecord || s.small[area] })
	}
	return s.shown
}

// hasRow says whether the country of an area has a row.
func (s *sheet) hasRow(area int) bool { return s.rows[area] }

// Fills says how each area is drawn.
func (s *sheet) Fills(k *scene.Kit, fills []chart.Fill) []chart.Fill {
	kinds := NewKinds(&k.Theme, &k.Glyphs)
	for i, standing := range s.standings {
		fill := kinds.fill(s.classes, standing)
		if standing != answer.NoRecord && !s.rows[i] || s.small[i] {
			fill = kinds.Hidden
		}
		fills = append(fills, fill)
	}
	return fills
}

// kinds are the ways in which areas are drawn. Where there are colours, the
// classes differ by them alone, and what is not known by its texture too.
type kinds struct {
	Tones                           [5]chart.Fill
	None, NotReported, Zero, Hidden chart.Fill
}

func NewKinds(t *theme.Theme, g *theme.Glyphs) kinds {
	fill := func(st grid.Style, texture rune) chart.Fill {
		return chart.Fill{Style: st, Texture: texture, Whole: g.ASCII, Kept: true}
	}
	var k kinds
	for i := range k.Tones {
		k.Tones[i] = fill(grid.Style{FG: t.MapClass[i]}, g.Map.Land)
		if t.NoColor || t.AnyGround || g.ASCII { // of five tones that can be seen on every page, dots show little
			k.Tones[i].Texture = g.Map.Class[i]
		}
	}
	quiet := grid.Style{FG: t.NoRecord}
	if t.NoColor {
		quiet, k.Tones[len(k.Tones)-1].Style = t.Faint, t.Strong
	}
	k.None = fill(quiet, g.NoRecord)
	k.None.Kept = false // where nothing is known, nothing need be seen
	k.NotReported = fill(t.Faint, g.Map.NotReported)
	k.Zero = fill(quiet, g.Map.Zero)
	k.Hidden = fill(quiet, g.Map.Hidden)
	return k
}

// fill is how a country is drawn that stands somewhere.
func (k *kinds) fill(classes *answer.Classes, standing answer.Standing) chart.Fill {
	if standing >= answer.Classed {
		return k.Tones[classes.List[standing-answer.Classed].Tone]
	}
	return [...]chart.Fill{answer.NoRecord: k.None, answer.NotReported: k.NotReported, answer.ExactlyZero: k.Zero}[standing]
}
