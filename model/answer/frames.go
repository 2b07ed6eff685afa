package answer

import (
	"cmp"
	"slices"

	"daylight/model/query"
	"daylight/model/report"
)

// A map can come closer in steps, each of which holds the country under the cursor:
//
//	the world ─▶ what the filter keeps ─▶ its region ─▶ its part of the region
//
// A country of no region is a part by itself. A step that would show no less than the one
// before is left out. The map opens with what the filter keeps.

// Frame is a part of the world that a map is fitted to.
type Frame struct {
	Name      string // in a sentence
	Countries []int  // by their place in the dataset; nil for the whole world
}

// Frames are the steps of a map about a country, the widest first, and the one that it
// opens with. Without a country that has a place, the closest is what the filter keeps.
func (e *Engine) Frames(q query.Query, code string) (frames []Frame, opens int) {
	d := e.data
	frames = []Frame{{Name: "the world"}}
	about, placed := d.CountryIndex(code)
	placed = placed && d.Countries[about].HasPoint
	kept := func(int) bool { return true }
	if q.Country.Restricts() || q.Region.Restricts() || q.Group.Restricts() {
		passing := e.selects(q).countries
		if f := d.frame("what the filter keeps", passing.has); !placed || passing.has(about) {
			if len(f.Countries) > 0 && d.across(f.Countries) < halfTheWorld {
				frames, opens = append(frames, f), 1
			}
			kept = passing.has
		}
	}
	if !placed {
		return frames, opens
	}
	here := &d.Countries[about]
	type part struct {
		name  string
		holds func(c *report.Country) bool
	}
	parts := []part{
		{here.Region, func(c *report.Country) bool { return c.Region == here.Region }},
		{here.Subregion, func(c *report.Country) bool { return c.Region == here.Region && c.Subregion == here.Subregion }},
	}
	if here.Region == "" {
		parts = []part{{here.Name, func(c *report.Country) bool { return c.Code == here.Code }}}
	}
	for _, part := range parts {
		if part.name == "" {
			continue
		}
		f := d.frame(part.name, func(i int) bool { return kept(i) && part.holds(&d.Countries[i]) })
		if wider := frames[len(frames)-1].Countries; wider == nil || len(f.Countries) < len(wider) {
			frames = append(frames, f)
		}
	}
	return frames, opens
}

// frame is that of the countries that have a place, of some.
func (d *index) frame(name string, holds func(country int) bool) Frame {
	f := Frame{Name: name}
	for i := range d.Countries {
		if d.Countries[i].HasPoint && i != d.zz && holds(i) {
			f.Countries = append(f.Countries, i)
		}
	}
	return f
}

// halfTheWorld is how many degrees apart countries may lie that a map comes closer to.
const halfTheWorld = 180

// across is how many degrees of longitude hold the points of some countries: the
// whole way round but for the widest gap.
func (d *index) across(countries []int) float64 {
	lons := make([]float64, len(countries))
	for i, c := range countries {
		lons[i] = d.Countries[c].Lon
	}
	slices.SortFunc(lons, cmp.Compare)
	widest := lons[0] + 360 - lons[len(lons)-1]
	for i := range lons[1:] {
		widest = max(widest, lons[i+1]-lons[i])
	}
	return 360 - widest
}
