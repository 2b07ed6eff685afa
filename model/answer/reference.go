package answer

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// EntryKind says what an Entry explains.
type EntryKind uint8

// The kinds of entries.
const (
	PublisherEntry EntryKind = iota
	SourceEntry
	NoteEntry
	TypeEntry
	ServiceEntry
	OutcomeEntry
)

// Entry is one thing that the sources view explains.
type Entry struct {
	Kind      EntryKind
	Section   string // the head that it stands under
	ID        string
	Publisher string // of a type or service: its id
	Label     string // one line
	Text      string // what is here of a publisher, how a source was obtained, a caveat or a definition; a line for each paragraph
	Records   int    // under the filter that it is about: of a publisher, a source, a service, of a type whether or not that is asked for
	// Question asks for the figures that it is about; false where there is none to
	// ask.
	Question query.Query
	Asks     bool
}

// Reference lists what a query needs explained, that of the query before the
// rest: the publishers and sources of its records, the notes that meet it, the definitions of
// the types and services of its publishers and of outcomes, then all other
// publishers, sources and notes. Its search leaves those that hold the text. Callers share
// the list and must not change it.
func (e *Engine) Reference(q query.Query) []Entry {
	asked := q
	asked.View, asked.Select, asked.Pins, asked.Scale, asked.Top = query.SourcesView, "", nil, query.Linear, 0
	asked.Sort = query.Sort{}
	return e.reference.get(1, asked.String(), func() []Entry { return e.entries(asked) })
}

func (e *Engine) entries(q query.Query) []Entry {
	printed, reported := e.countRecords(q)
	counted := make([]int, len(e.data.Publishers))
	for s, n := range reported {
		if q.HoldsType(&e.data.Series[s].Type) {
			counted[e.data.Series[s].Publisher] += n
		}
	}
	list := e.publisherEntries(counted, true)
	list = append(list, e.sourceEntries(printed, true)...)
	list = append(list, e.noteEntries(q, true)...)
	list = append(list, e.wordEntries(q, reported)...)
	list = append(list, outcomeEntries(q)...)
	list = append(list, e.publisherEntries(counted, false)...)
	list = append(list, e.sourceEntries(printed, false)...)
	list = append(list, e.noteEntries(q, false)...)
	if q.Search == "" {
		return list
	}
	wanted := report.Fold(q.Search)
	return slices.DeleteFunc(list, func(en Entry) bool {
		return !strings.Contains(report.Fold(en.Label), wanted) && !strings.Contains(report.Fold(en.Text), wanted) && !strings.Contains(report.Fold(en.ID), wanted)
	})
}

// countRecords counts the records under a filter: those that each source printed,
// by its id, and those of each series, of types that the filter leaves out too.
func (e *Engine) countRecords(q query.Query) (printed map[string]int, reported []int) {
	d := e.data
	c := &d.columns
	asked := make([]bool, len(d.Series))
	for s := range d.Series {
		asked[s] = q.HoldsType(&d.Series[s].Type)
	}
	bySource := make([]int, len(c.Sources))
	reported = make([]int, len(d.Series))
	q.Type = query.Filter{Mode: query.All}
	for r := range e.under(q) {
		s := c.Series[r]
		reported[s]++
		if asked[s] {
			bySource[c.Source[r]]++
		}
	}
	printed = make(map[string]int, len(bySource))
	for code, id := range c.Sources {
		printed[id] = bySource[code]
	}
	return printed, reported
}

// publisherEntries lists the publishers that have records under the filter, or the
// others; counted is how many, by publisher.
func (e *Engine) publisherEntries(counted []int, behind bool) []Entry {
	section := "Publishers of these figures"
	if !behind {
		section = "Other publishers"
	}
	var list []Entry
	for i := range e.Holdings() {
		h := &e.holdings[i]
		if (counted[i] > 0) != behind {
			continue
		}
		list = append(list, Entry{
			Kind: PublisherEntry, Section: section, ID: h.ID, Label: h.Title(), Text: strings.Join(h.Says(), "\n"), Records: counted[i],
			Question: query.Query{View: query.CoverageView, Publisher: only1(h.ID)}.Canonical(e.data.Dataset), Asks: h.Halves > 0,
		})
	}
	return list
}

// sourceEntries lists the sources that printed records under the filter, or the
// others.
func (e *Engine) sourceEntries(printed map[string]int, behind bool) []Entry {
	section := "Sources of these figures"
	if !behind {
		section = "Other sources"
	}
	var list []Entry
	for _, s := range e.data.Sources {
		if (printed[s.ID] > 0) != behind {
			continue
		}
		list = append(list, Entry{
			Kind: SourceEntry, Section: section, ID: s.ID, Publisher: s.Publisher, Label: s.Title, Text: s.Obtained, Records: printed[s.ID],
			Question: query.Query{View: query.RecordsView, Publisher: query.Filter{Mode: query.All}, Type: query.Filter{Mode: query.All}, Search: s.ID}, Asks: true,
		})
	}
	return list
}

// noteEntries lists the notes that meet the query, in the order of its result, or
// the others.
func (e *Engine) noteEntries(q query.Query, meets bool) []Entry {
	met := e.Result(query.Query{
		Publisher: q.Publisher, Service: q.Service, Country: q.Country, Region: q.Region, Group: q.Group, Outcome: q.Outcome, Type: q.Type,
		Period: q.Period, By: q.By, Measure: q.Measure,
	}).Notes
	notes, section := met, "Notes on these figures"
	if !meets {
		section = "Other notes"
		notes = slices.DeleteFunc(slices.Clone(e.data.Notes), func(n report.Note) bool {
			return slices.ContainsFunc(met, func(m report.Note) bool { return m.ID == n.ID })
		})
	}
	var list []Entry
	for _, n := range notes {
		en := Entry{Kind: NoteEntry, Section: section, ID: n.ID, Label: n.Text, Text: n.Text}
		if scope, err := query.ParseScope(n.Scope); err == nil && n.Scope != "" {
			en.Question, en.Asks = scope.Canonical(e.data.Dataset), true
		}
		list = append(list, en)
	}
	return list
}

// wordEntries defines the types and services of the publishers under the filter,
// where reported is how many records each series has.
func (e *Engine) wordEntries(q query.Query, reported []int) []Entry {
	d := e.data
	types, services := map[report.Type]int{}, map[report.Service]int{}
	for i, n := range reported {
		s := &d.Series[i]
		types[s.Type] += n
		if q.HoldsType(&s.Type) {
			services[s.Service] += n
		}
	}
	publishers := e.publishers(q)
	asked := func(id string) (label string, ok bool) {
		for _, p := range publishers {
			if d.Publishers[p].ID == id {
				return d.Publishers[p].Label, true
			}
		}
		return "", false
	}
	named := func(owner, label string) string {
		if len(publishers) < 2 {
			return label
		}
		return owner + ": " + label
	}
	var list []Entry
	for _, t := range d.Types {
		if owner, ok := asked(t.Publisher); ok {
			list = append(list, Entry{
				Kind: TypeEntry, Section: "Types of requests", ID: t.ID, Publisher: t.Publisher, Label: named(owner, t.Label), Text: typeSays(t), Records: types[t],
				Question: query.Query{Publisher: only1(t.Publisher), Type: only1(t.ID)}.Canonical(d.Dataset), Asks: true,
			})
		}
	}
	for _, s := range d.Services {
		if owner, ok := asked(s.Publisher); ok {
			list = append(list, Entry{
				Kind: ServiceEntry, Section: "Services", ID: s.ID, Publisher: s.Publisher, Label: named(owner, s.Label), Text: s.Definition, Records: services[s],
				Question: query.Query{Publisher: only1(s.Publisher), Service: only1(s.ID)}.Canonical(d.Dataset), Asks: true,
			})
		}
	}
	return list
}

// only1 is the filter that keeps one id.
func only1(id string) query.Filter { return query.Filter{Mode: query.Only, IDs: []string{id}} }

// typeSays is the definition of a type, with what it means for sums.
func typeSays(t report.Type) string {
	parts := []string{t.Definition}
	if t.InTotals {
		parts = append(parts, "Counted in totals.")
	} else {
		parts = append(parts, "Not counted in totals unless it is chosen.")
	}
	switch {
	case t.AccountOutcomes && t.AccountPeriods != nil:
		parts = append(parts, fmt.Sprintf("Its outcomes count accounts, not requests (%s), and enter no sum.", t.AccountPeriods))
	case t.AccountOutcomes:
		parts = append(parts, "Its outcomes count accounts, not requests, and enter no sum.")
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// outcomeEntries defines what can come of a request.
func outcomeEntries(q query.Query) []Entry {
	means := map[report.Column]string{
		report.Content:     "The publisher handed over content: what people wrote, said or stored. Other data may have been handed over with it.",
		report.NonContent:  "The publisher handed over data about the account or its use, such as a name, an address or times, and no content.",
		report.SomeData:    "The publisher handed over some data; the report does not say whether it was content.",
		report.NoData:      "The request was in order and nothing was found that could be handed over.",
		report.Rejected:    "The publisher refused: the request did not meet the law's demands.",
		report.Nothing:     "Nothing was handed over; the report does not say whether nothing was found or the request was refused.",
		report.Pending:     "Not decided when the report was printed.",
		report.Unspecified: "The part of the requests that no printed outcome accounts for. It is worked out, never printed.",
	}
	var list []Entry
	for _, c := range report.Outcomes() {
		list = append(list, Entry{
			Kind: OutcomeEntry, Section: "Outcomes", ID: c.String(), Label: c.Label(), Text: means[c],
			Question: query.Query{Publisher: q.Publisher, Outcome: only1(c.String())}, Asks: true,
		})
	}
	return list
}
