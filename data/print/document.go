// Package print turns an answer into bytes: what a view shows, as csv, json, markdown
// or a table for people.
package print

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/model"
)

// Document is what a view prints. It is worked out here once, so that the same
// question says the same on paper, in a file and in the clipboard.
//
//	explore map    the rows
//	compare        those of them that are compared
//	country        the periods of one country
//	trend matrix   rows × periods
//	records        the records
//	sources        the sources
type Document struct {
	Query   model.Query    // as it was asked
	Answer  *model.Result  // to it; in the country view, about its country by period
	Rows    []model.Row    // of the answer, those that the view shows
	Sources []model.Source // of all records under the filter, by id; in the sources view, those that its search finds

	engine  *model.Engine
	sources int               // under the filter, found or not
	profile *model.Profile    // of the country view
	panel   *model.Panel      // of rows × periods …
	cells   [][]*model.Row    // … and all figures of its cells
	few     *model.Comparison // of the compare view
	listing *model.Listing    // of the records view
}

// View works out what a query's view prints.
func View(e *model.Engine, q model.Query) *Document {
	q = q.Canonical(e.Dataset()) // however it was put together, it is printed as it is read
	p := &Document{Query: q, engine: e}
	asked := q
	if q.View == model.CountryView {
		p.profile = e.Profile(q)
		asked = p.profile.Own
		asked.View, asked.By = q.View, model.ByPeriod
	}
	p.Answer = e.Result(asked)
	p.Rows = p.Answer.Rows
	p.Sources = e.Sources(asked)
	if p.sources = len(p.Sources); q.View == model.SourcesView {
		p.Sources = p.found()
	}
	if q.View == model.CompareView || q.View == model.TrendView && len(q.Pins) > 0 {
		p.Rows = e.Few(q)
	}
	switch {
	case p.overTime():
		p.panel = e.Panel(q, p.Rows)
		p.cells = e.RowsIn(q, p.panel)
	case q.View == model.CompareView:
		p.few = e.Compared(q)
	case q.View == model.RecordsView:
		p.listing = e.Listing(q)
	}
	return p
}

// found are the sources that the search of the sources view leaves on screen.
func (p *Document) found() []model.Source {
	found := map[string]bool{}
	for _, entry := range p.engine.Reference(p.Query) {
		found[entry.ID] = found[entry.ID] || entry.Kind == model.SourceEntry
	}
	return slices.DeleteFunc(p.Sources, func(s model.Source) bool { return !found[s.ID] })
}

// overTime says whether the document is rows × periods. Rows that are periods
// have a period each, and need no other.
func (p *Document) overTime() bool {
	return p.showsTime() && p.Query.By != model.ByPeriod
}

// showsTime says whether the view is one of rows over time.
func (p *Document) showsTime() bool {
	return p.Query.View == model.TrendView || p.Query.View == model.MatrixView
}

// periods are the places in the panel of the periods that are printed. Where they
// are too few for a line, the views draw all and shade those chosen; what is
// printed are those that were asked for.
func (p *Document) periods() []int {
	var chosen []int
	for t, in := range p.panel.Chosen {
		if in {
			chosen = append(chosen, t)
		}
	}
	return chosen
}

// Records are the records of the records view, in its order.
func (p *Document) Records() iter.Seq[model.Record] {
	return func(yield func(model.Record) bool) {
		for i := range p.listing.All() {
			if !yield(p.engine.Dataset().Record(i)) {
				return
			}
		}
	}
}

// Shown is how many things stand in the document, of how many there are under
// the filter: search, top, pins and views of a few rows leave some out.
func (p *Document) Shown() (shown, of int) {
	switch p.Query.View {
	case model.RecordsView:
		return p.listing.Len(), p.Answer.Total.Records
	case model.SourcesView:
		return len(p.Sources), p.sources
	}
	return len(p.Rows), p.Answer.Groups
}

// Publishers are the labels of those that the query asks.
func (p *Document) Publishers() []string {
	var labels []string
	for _, id := range p.engine.Publishers(p.Query) {
		publisher, _ := p.engine.Dataset().Publisher(id)
		labels = append(labels, publisher.Label)
	}
	return labels
}

// Title says what is printed: "requests by country".
func (p *Document) Title() string {
	q := p.Answer.Query
	title := fmt.Sprintf("%s by %s", strings.ToLower(q.Measure.Label()), rowKind(q))
	switch q.View {
	case model.TrendView, model.MatrixView:
		if q.By != model.ByPeriod {
			title += " and " + periodKind(q)
		}
	case model.CompareView: // beside a single pinned row stands another
		there := 0
		for i := range p.few.Rows {
			there += min(p.few.Rows[i].Records, 1)
		}
		title += fmt.Sprintf(", %d of %d side by side", there, p.Answer.Groups)
	case model.CountryView:
		if country := p.profile.Subject; country.Code != "" {
			title = country.Name + ": " + title
		}
	case model.RecordsView:
		title = "records"
	case model.SourcesView:
		title = "sources"
	}
	return title
}

// Hidden says how many things are left out, "5 of 54 shown", unless the title does.
func (p *Document) Hidden() string {
	shown, of := p.Shown()
	if shown >= of || p.Query.View == model.CompareView {
		return ""
	}
	return ShownOf(shown, of)
}

// ShownOf says how many of some things are shown: "5 of 54 shown".
func ShownOf(shown, of int) string { return fmt.Sprintf("%d of %d shown", shown, of) }

// Standing says, in the country view, where its country stands among all of
// them: "rank 3 of 54 by requests, 13.9 % of all requests". It is empty where the
// country has neither.
func (p *Document) Standing(f model.Format) string {
	if p.profile == nil || p.profile.Row == nil {
		return ""
	}
	var said []string
	measure := p.Query.Measure
	if place, of, _ := p.profile.Place(measure); place > 0 {
		said = append(said, fmt.Sprintf("rank %d of %d by %s", place, of, strings.ToLower(measure.Label())))
	}
	if share := p.profile.Row.Figures[model.Share]; share.Reported {
		said = append(said, f.Figure(share, model.Share)+" of all requests")
	}
	return strings.Join(said, ", ")
}

// Notes are the caveats that meet what a table shows: one about a measure only
// where that stands in it, and those about its breaks. Without a table they are
// all that meet the view.
func (p *Document) Notes(t *Table) []model.Note {
	if t == nil {
		return p.Answer.Notes
	}
	var notes []model.Note
	for _, n := range p.Answer.Notes {
		if c, about := n.Measure(); !about || slices.Contains(t.Figures, c) {
			notes = append(notes, n)
		}
	}
	for _, h := range t.Heads {
		at := func(notes []model.Note) int {
			return slices.IndexFunc(notes, func(n model.Note) bool { return n.ID == h.BreakAt })
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
	if p.Query.View != model.CompareView && p.Query.View != model.TrendView {
		return nil
	}
	for _, id := range p.Query.Pins {
		if !slices.ContainsFunc(p.Rows, func(r model.Row) bool { return r.ID == id }) {
			names = append(names, p.engine.Name(p.Query, p.Query.By, id))
		}
	}
	return names
}

// Forms are the names of the forms that Write knows.
func Forms() []string { return []string{"csv", "json", "markdown"} }

// Write writes the document in one of Forms. What people read is written as the
// format says; csv and json are the same whatever it is.
func (p *Document) Write(w io.Writer, form string, f model.Format) error {
	switch form {
	case "csv":
		return p.relation().writeCSV(w)
	case "json":
		return p.writeJSON(w)
	case "markdown":
		return p.writeMarkdown(w, f)
	}
	return fmt.Errorf("unknown form %q: the forms are csv, json and markdown", form)
}

// capital writes the first letter large.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
