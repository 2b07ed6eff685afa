package worldmap

import (
	"daylight/model"
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
	areas    []chart.Area
	data     *report.Dataset
	known    map[string]int // areas by code
	wrong    string         // why there are no outlines
	drawable bool           // some country has a place
	bare     *chart.Map
}

// atlasOf reads the outlines, once.
func (k *View) atlasOf(d *report.Dataset) *atlas {
	if k.atlas != nil {
		return k.atlas
	}
	countries := d.Countries
	a := &atlas{data: d, areas: make([]chart.Area, len(countries)), known: make(map[string]int, len(countries))}
	for i := range countries {
		c := &countries[i]
		a.known[c.Code] = i
		if c.Code != report.NotItemised && c.HasPoint {
			a.areas[i] = chart.Area{Lon: c.Lon, Lat: c.Lat, HasPoint: true}
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
			a.areas[at].Rings = shapes[i].Rings
		} else {
			a.areas = append(a.areas, chart.Area{Rings: shapes[i].Rings})
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

// at is the map of a size and a part of the world on which nothing but the outlines is
// known, the same one as long as these are the same.
func (a *atlas) at(w, h int, part chart.Window) *chart.Map {
	if a.bare == nil || a.bare.W != w || a.bare.H != h || a.bare.Part != part {
		a.bare = chart.NewMap(w, h, a.areas, part)
	}
	return a.bare
}

// sheet is a result as a map: where its countries stand, worked out once
// however often the screen is drawn.
type sheet struct {
	Atlas      *atlas
	result     *answer.Result
	classes    *answer.Classes
	standings  []answer.Standing // by area
	rows       []bool            // by area: it has a row, which search and top do not hide
	ranked     int               // countries that have a rank, which none is hidden from
	placeless  int               // countries with a row but no place
	hidden     int               // countries that search and top hide
	small      []bool            // by area: hidden for its few requests
	smalls     int               // countries that are
	shown      *chart.Map        // at the latest size, of the latest part of the world
	bare       *chart.Map        // that it was made from
	legend     []placedEntry     // in the latest room for it …
	legendAt   legendPlace
	legendRows int          // … of which it takes so many rows
	codes      []codeAt     // on the shown map
	place      place        // of the latest map
	part       chart.Window // that is shown there
}

// place is what the part of the world depends on that a map shows, besides its result.
type place struct {
	w, h, closer int
	about        string // the country under the cursor
}

// sheetOf returns the sheet of the scene's result, the same one as long as the
// result is the same.
func (k *View) sheetOf(s *scene.Scene) *sheet {
	r := s.Result
	if old := k.sheet; old != nil && scene.SameAnswer(old.result, r) {
		return old
	}
	a := k.atlasOf(s.Engine.Dataset())
	sheet := &sheet{
		Atlas: a, result: r, classes: s.Engine.Classes(s.Query),
		standings: make([]answer.Standing, len(a.areas)), rows: make([]bool, len(a.areas)),
		small: make([]bool, len(a.areas)),
	}
	for i := range a.data.Countries {
		sheet.standings[i] = sheet.classes.Of(a.data.Countries[i].Code)
		if sheet.standings[i] != answer.NoRecord {
			sheet.hidden++
		}
	}
	for i := range r.Rows {
		if area, known := a.Area(r.Rows[i].ID); known && r.Rows[i].ID != report.NotItemised {
			if sheet.rows[area] = true; r.Rows[i].Records > 0 {
				sheet.hidden--
			}
			if !a.areas[area].HasPoint && a.areas[area].Rings == nil {
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

// partOf is the part of the world that a map of w×h cells shows about a country, which is
// in sight whatever the part is fitted to.
func (s *sheet) partOf(on *scene.Scene, w, h int, code string) chart.Window {
	at := place{w, h, on.Session.Closer, code}
	if at == s.place {
		return s.part
	}
	s.place, s.part = at, chart.Window{}
	countries := model.FrameAbout(on.Engine, on.Session, code).Countries
	if countries == nil {
		return s.part
	}
	s.part = s.Atlas.windowOn(countries)
	if area, known := s.Atlas.Area(code); known && s.Atlas.areas[area].HasPoint {
		if _, _, placed := s.Atlas.at(w, h, s.part).Where(area); !placed {
			s.part = around(s.part, s.Atlas.areas[area].Lon, s.Atlas.areas[area].Lat)
		}
	}
	return s.part
}

// At is the map of a size and a part of the world, with a cell for every country that
// has a record and can have one.
func (s *sheet) At(w, h int, part chart.Window) *chart.Map {
	if bare := s.Atlas.at(w, h, part); s.shown == nil || s.bare != bare {
		s.bare, s.shown = bare, bare.Showing(func(area int) bool { return s.standings[area] != answer.NoRecord || s.rows[area] || s.small[area] })
		s.codes = s.codesOn(s.shown)
	}
	return s.shown
}

// hasRow says whether the country of an area has a row.
func (s *sheet) hasRow(area int) bool { return s.rows[area] }

// fills says how each area is drawn: where the axes are alone, all as land; where countries are pointed
// at, the others faded.
func (s *sheet) fills(on *scene.Scene, fills []chart.Fill) []chart.Fill {
	kinds := newKinds(&on.Theme, &on.Glyphs)
	for i, standing := range s.standings {
		fill := kinds.fill(s.classes, standing)
		switch code := s.Atlas.code(i); {
		case on.Session.Axes:
			fill = kinds.land
		case standing != answer.NoRecord && !s.rows[i] || s.small[i]:
			fill = kinds.hidden
		case on.Lit(code):
			fill.Style = fill.Style.Bold()
		case on.Pointing():
			fill.Style = on.Theme.Half(fill.Style)
		}
		fills = append(fills, fill)
	}
	return fills
}

// kinds are the ways in which areas are drawn. Where there are colours, the
// classes differ by them alone, and what is not known by its texture too.
type kinds struct {
	tones                           [5]chart.Fill
	none, notReported, zero, hidden chart.Fill
	land                            chart.Fill // of which nothing is said
}

func newKinds(t *theme.Theme, g *theme.Glyphs) kinds {
	fill := func(st grid.Style, texture rune) chart.Fill {
		return chart.Fill{Style: st, Texture: texture, Whole: g.ASCII, Kept: true}
	}
	var k kinds
	for i := range k.tones {
		k.tones[i] = fill(grid.Style{FG: t.Classes[i]}, g.Map.Land)
		if t.NoColor || t.AnyGround || g.ASCII { // of five tones that can be seen on every page, dots show little
			k.tones[i].Texture = g.Map.Class[i]
		}
	}
	quiet := grid.Style{FG: t.NoRecord}
	if t.NoColor {
		quiet, k.tones[len(k.tones)-1].Style = t.Faint, t.Strong
	}
	k.none = fill(quiet, g.NoRecord)
	k.none.Kept = false // where nothing is known, nothing need be seen
	k.notReported = fill(t.Faint, g.Map.NotReported)
	k.zero = fill(quiet, g.Map.Zero)
	k.hidden = fill(quiet, g.Map.Hidden)
	k.land = fill(quiet, g.Map.Land)
	return k
}

// fill is how a country is drawn that stands somewhere.
func (k *kinds) fill(classes *answer.Classes, standing answer.Standing) chart.Fill {
	if standing >= answer.Classed {
		return k.tones[classes.List[standing-answer.Classed].Tone]
	}
	return [...]chart.Fill{answer.NoRecord: k.none, answer.NotReported: k.notReported, answer.ExactlyZero: k.zero}[standing]
}
