package coverage

import (
	"daylight/model/report"
	"daylight/tui/kit/page"
	"daylight/tui/kit/scene"
)

// Whole tells of the cell under the cursor: what is here and why not more, where that was printed,
// and of its publisher what else is here, what is missing, and how soon its reports came out.
func (v *Screen) Whole() (p *page.Page, why string) {
	if v.Publisher < 0 || v.Half < 0 {
		return nil, "no publisher to tell of"
	}
	r, slot, said := v.reporter(), v.slotHere(), v.said()
	cell := r.CellAt(v.Column, r.SlotAt(v.Half))
	p = page.New(said.Cell)
	p.Strong(report.Capital(said.State) + ".")
	for _, fact := range said.Facts {
		p.Text(report.Capital(fact) + ".")
	}
	for _, text := range said.Why {
		p.Text(text)
	}
	if slot.Records > 0 {
		p.Dim(report.Capital(cell.Covered.Label()) + ": " + cell.Covered.Means() + ".")
	}
	if v.Column < 0 && len(r.Columns) > 0 && slot.Records > 0 {
		p.Head("All that it prints of this time")
		for i, c := range r.Columns {
			at := r.CellAt(i, r.SlotAt(v.Half))
			p.Key(c.Label(), at.Covered.Spoken()+": "+v.Format.CoverCounts(at, slot.Records))
		}
	}
	var sources []report.Source
	for _, id := range slot.Sources {
		if src, known := v.Engine.Dataset().Source(id); known {
			sources = append(sources, src)
		}
	}
	v.ListSources(p, sources)
	v.listHistory(p)
	return p, ""
}

// listHistory says of the publisher under the cursor from when to when there are reports, and when
// there are none here.
func (v *Screen) listHistory(p *page.Page) {
	r := v.reporter()
	p.Head("Reports of " + r.Name)
	if r.Halves == 0 {
		p.Text("None is about what is asked for.")
		return
	}
	p.Key("here", r.Here(" to ")+", "+v.Format.Count(int64(r.Halves))+" half-"+scene.Plural("year", r.Halves))
	p.Key("known", r.Begun.String()+" to "+r.Until.String()+", "+v.Format.Count(int64(r.Known))+" half-"+scene.Plural("year", r.Known))
	if months := r.Soon(" to "); months != "" {
		p.Key("out after", months+r.SoonOf())
	}
	for i := range r.Gaps {
		g := &r.Gaps[i]
		p.Key(g.Span(), report.Capital(g.Says()))
	}
}
