// Package print turns an answer into bytes: what a view shows, as csv, json, markdown
// or a table for people.
package print

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// Document is what a view prints. It is worked out here once, so that the same
// question says the same on paper, in a file and in the clipboard; the table of
// views says how.
type Document struct {
	Query   query.Query       // as it was asked
	Answer  *answer.Result    // to it; in the country view, about its country by period
	Rows    []answer.Row      // of the answer, those that the view shows
	Sources []report.Source   // of all records under the filter, by id; in the sources view, those that its search finds
	Held    []answer.Holdings // in the sources view, what is here of the publishers of these records, likewise

	view    *view
	engine  *answer.Engine
	chosen  bool               // what is shown are not simply the rows of the answer
	sources int                // under the filter, found or not
	profile *answer.Profile    // of the country view
	panel   *answer.Panel      // of rows × periods …
	cells   [][]*answer.Row    // … and all figures of its cells
	few     *answer.Comparison // of the compare view
	listing *answer.Listing    // of the records view
	covers  *answer.Coverage   // of the coverage view
}

// View works out what a query's view prints.
func View(e *answer.Engine, q query.Query) *Document {
	q = q.Canonical(e.Dataset()) // however it was put together, it is printed as it is read
	p := &Document{Query: q, view: &views[q.View], engine: e}
	asked := q
	if p.view.asks != nil {
		asked = p.view.asks(p)
	}
	p.Answer = e.Result(asked)
	p.Rows = p.Answer.Rows
	p.Sources = e.Sources(asked)
	p.sources = len(p.Sources)
	if p.view.gather != nil {
		p.view.gather(p)
	}
	return p
}

// choose has other rows stand in the document than those of the answer.
func (p *Document) choose(rows []answer.Row) { p.Rows, p.chosen = rows, true }

// periods are the places in the panel of the periods that are printed. Where they
// are too few for a line, the views draw all and shade those chosen; what is
// printed are those that were asked for.
func (p *Document) periods() []int {
	if p.panel == nil {
		return nil
	}
	var chosen []int
	for t, in := range p.panel.Chosen {
		if in {
			chosen = append(chosen, t)
		}
	}
	return chosen
}

// Records are the records of the records view, in its order.
func (p *Document) Records() iter.Seq[report.Record] {
	return func(yield func(report.Record) bool) {
		for i := range p.listing.All() {
			if !yield(p.engine.Dataset().Record(i)) {
				return
			}
		}
	}
}

// Shown is how many things stand in the document, of how many there are under
// the filter: search, top, pins and views of a few rows leave some out.
func (p *Document) Shown() (shown, of int) { return p.view.count(p) }

// Headline says in one dated line what is printed.
func (p *Document) Headline() string { return p.engine.Headline(p.Query).String() }

// Finding says what the figures come to, in one sentence; "" where nothing is safe to say.
func (p *Document) Finding(f answer.Format) string { return p.engine.Finding(p.Query, f).String() }

// Hidden says how many things are left out, "5 of 54 shown".
func (p *Document) Hidden() string {
	shown, of := p.Shown()
	if shown >= of {
		return ""
	}
	return ShownOf(shown, of)
}

// ShownOf says how many of some things are shown: "5 of 54 shown".
func ShownOf(shown, of int) string { return fmt.Sprintf("%d of %d shown", shown, of) }

// Standing says, in the country view, where its country stands among all of
// them: "rank 3 of 54 by requests, 13.9 % of all requests". It is empty where the
// country has neither.
func (p *Document) Standing(f answer.Format) string {
	if p.profile == nil || p.profile.Row == nil {
		return ""
	}
	var said []string
	measure := p.Query.Measure
	if place, of, _ := p.profile.Place(measure); place > 0 {
		said = append(said, fmt.Sprintf("rank %d of %d by %s", place, of, strings.ToLower(measure.Label())))
	}
	if share := p.profile.Row.Figures[report.Share]; share.Reported {
		said = append(said, f.Figure(share, report.Share)+" of all requests")
	}
	return strings.Join(said, ", ")
}

// Notes are the caveats that meet what a table shows: one about a measure only
// where that stands in it, and those about its breaks. Without a table they are
// all that meet the view. What reports print has no figures that they could be about:
// its notes say why something is missing.
func (p *Document) Notes(t *Table) []report.Note {
	if p.covers != nil {
		return p.reasons()
	}
	if t == nil {
		return p.Answer.Notes
	}
	var notes []report.Note
	for _, n := range p.Answer.Notes {
		if c, about := query.MeasureIn(n.Scope); !about || slices.Contains(t.Figures, c) {
			notes = append(notes, n)
		}
	}
	if note, beside := p.engine.UnlikeBeside(p.Query); beside && p.Query.View.OneCountry() && (len(notes) == 0 || notes[0].ID != note.ID) {
		notes = slices.Insert(notes, 0, note)
	}
	for _, h := range t.Heads {
		at := func(notes []report.Note) int {
			return slices.IndexFunc(notes, func(n report.Note) bool { return n.ID == h.BreakAt })
		}
		if all := p.engine.Dataset().Notes; h.BreakAt != "" && at(notes) < 0 {
			notes = append(notes, all[at(all)])
		}
	}
	return notes
}

// Missing are the names of the pinned rows that have no record under the filter,
// in the views that show those alone.
func (p *Document) Missing() []string {
	var names []string
	if !p.Query.View.Few() {
		return nil
	}
	for _, id := range p.Query.Pins {
		if !slices.ContainsFunc(p.Rows, func(r answer.Row) bool { return r.ID == id }) {
			names = append(names, p.engine.Name(p.Query, p.Query.By, id))
		}
	}
	return names
}

// NotFound says that the search of the query finds nothing.
func (p *Document) NotFound() string {
	search := report.Clip(p.Query.Search)
	if p.Query.View.SearchesText() {
		return fmt.Sprintf("nothing holds %q", search)
	}
	return fmt.Sprintf("no row is called %q", search)
}
