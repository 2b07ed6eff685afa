package answer

import (
	"fmt"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// Holdings are the reports of one publisher that are here, whatever a question filters:
// from when to when, with which gaps, which others are known to exist, and where they
// come from. All of it is worked out from the records, their sources and missing.csv.
type Holdings struct {
	Reporter                   // of all its types, without the cells of a question
	Of               int       // half-years from the first period to the last
	Missing          []Lacking // reports that are known to exist
	Counted, Left    []string  // labels of its types that totals count, and of those that they leave out
	Records, Derived int       // Derived are those with a number that is worked out
	Sources          []string  // their ids, by their first record
}

// Lacking is a time of which a report is known to exist whose figures are not here, or
// where others are, not all of them.
type Lacking struct {
	report.Missing
	InPart bool
}

// Holdings says what is here of each publisher, in their order. Callers share the list and
// must not change it.
func (e *Engine) Holdings() []Holdings {
	if e.holdings != nil {
		return e.holdings
	}
	d, c := e.data, &e.data.columns
	list := make([]Holdings, len(d.Publishers))
	for p := range list {
		e.hold(&list[p], p)
	}
	printed := make([]map[uint16]bool, len(list))
	for r, s := range c.Series {
		p := d.Series[s].Publisher
		h := &list[p]
		h.Records++
		if c.Derived != nil && c.Derived[r] {
			h.Derived++
		}
		if code := c.Source[r]; !printed[p][code] {
			if printed[p] == nil {
				printed[p] = map[uint16]bool{}
			}
			printed[p][code] = true
			h.Sources = append(h.Sources, c.Sources[code])
		}
	}
	e.holdings = list
	return list
}

// hold fills in all that follows from the periods and types of a publisher.
func (e *Engine) hold(h *Holdings, publisher int) {
	d := e.data
	h.ID, h.Name = d.Publishers[publisher].ID, d.Publishers[publisher].Label
	every := query.Query{Publisher: only1(h.ID), Type: query.Filter{Mode: query.All}}
	t := e.newTally(e.selects(every), publisher, asksOf(report.Requests))
	t.walk()
	t.history(&h.Reporter, d.firstHalf+d.halfCount)
	h.Lags = e.lags(t)
	if h.Halves > 0 {
		h.Of = h.Last.Slot() + h.Last.Slots() - h.First.Slot()
	}
	for _, m := range d.Missing {
		if m.Publisher != h.ID {
			continue
		}
		in := func(p report.Period) bool { return m.Period.Span().Holds(p) }
		h.Missing = append(h.Missing, Lacking{m, slices.ContainsFunc(t.cube.periods, in)})
	}
	for _, s := range t.cube.series {
		labels := &h.Counted
		if !d.Series[s].Type.InTotals {
			labels = &h.Left
		}
		if label := d.Series[s].Type.Label; !slices.Contains(*labels, label) {
			*labels = append(*labels, label)
		}
	}
}

// Title names the publisher and says of when its reports are, in one line: "Yahoo:
// 2013-H1 to 2016-H2, 3 half-years".
func (h *Holdings) Title() string {
	if h.Halves == 0 {
		return h.Name + ": no report is here"
	}
	return h.Name + ": " + h.Here(" to ") + ", " + things(h.Halves, "half-year")
}

// Says tells it in sentences, a paragraph each.
func (h *Holdings) Says() []string {
	if h.Halves == 0 {
		return h.lacking()
	}
	says := append([]string{h.span()}, h.lacking()...)
	return append(says, report.NonEmpty(h.silence(), h.types(), h.obtained(), h.published())...)
}

// span says from when to when there are reports, and of how much of that time.
func (h *Holdings) span() string {
	first, last := theTime(stretchOf(h.First)), theTime(stretchOf(h.Last))
	switch {
	case h.First == h.Last:
		return fmt.Sprintf("The only report here is of %s.", first)
	case h.Halves == h.Of:
		return fmt.Sprintf("The first report here is of %s, the last of %s: %s, without a gap.", first, last, things(h.Halves, "half-year"))
	}
	return fmt.Sprintf("The first report here is of %s, the last of %s: %d of the %s from the one to the other.", first, last, h.Halves, things(h.Of, "half-year"))
}

// lacking says which reports are known to exist, and why their figures are not here.
func (h *Holdings) lacking() (says []string) {
	for _, m := range h.Missing {
		begins := "Known to exist, but not here"
		if m.InPart {
			begins = "Here in part only"
		}
		says = append(says, fmt.Sprintf("%s: %s. %s", begins, rangeInWords(m.Period), m.What))
	}
	return says
}

// Unknown are the gaps of which no report is known.
func (h *Holdings) Unknown() []CoverGap {
	return slices.DeleteFunc(slices.Clone(h.Gaps), func(g CoverGap) bool { return g.NotHere })
}

// silence says of which times no report is known.
func (h *Holdings) silence() string {
	var between []string
	after := ""
	for _, g := range h.Unknown() {
		if time := theTime(stretch{g.From.Slot(), g.To.Slot() + 1}); g.After {
			after = time + ", of which others report."
		} else {
			between = append(between, time)
		}
	}
	switch {
	case len(between) == 0 && after == "":
		return ""
	case len(between) == 0:
		return "No report is known of " + after
	case after != "":
		after = " None is known of " + after
	}
	return "No report is known of " + report.OrList(between) + "." + after
}

// theTime is a stretch of time inside a sentence: "the first half of 2013", "2014 to 2016".
func theTime(s stretch) string {
	if s.len() == 1 {
		return "the " + s.inWords()
	}
	return s.inWords()
}

// types says what of it is counted in totals.
func (h *Holdings) types() string {
	named := func(labels []string) string {
		const few = 5
		if len(labels) > few {
			return things(len(labels), "type") + " of requests"
		}
		lowered := make([]string, len(labels))
		for i, label := range labels {
			lowered[i] = report.LowerFirst(label)
		}
		return strings.Join(lowered, "; ")
	}
	var says []string
	if len(h.Counted) > 0 {
		says = append(says, "Counted in totals: "+named(h.Counted)+".")
	}
	if len(h.Left) > 0 {
		says = append(says, "Not counted unless chosen: "+named(h.Left)+".")
	}
	return strings.Join(says, " ")
}

// obtained says how many records come from how many sources, and how many of them
// hold arithmetic.
func (h *Holdings) obtained() string {
	says := fmt.Sprintf("%s from %s", things(h.Records, "record"), things(len(h.Sources), "source"))
	const few = 4
	if len(h.Sources) <= few {
		says += " (" + strings.Join(h.Sources, ", ") + ")"
	}
	switch count := (Format{}).Count(int64(h.Derived)); {
	case h.Derived == 0:
		says += ", each with its numbers as printed."
	case h.Derived == h.Records:
		says += ". In each of them a number is worked out from what the source prints."
	default:
		says += fmt.Sprintf(". In %s of them a number is worked out from what the source prints; the others are as printed.", count)
	}
	return says
}

// published says how soon its reports came out, where that is known.
func (h *Holdings) published() string {
	soon := h.Soon(" to ")
	if soon == "" {
		return ""
	}
	after := " after"
	if strings.HasPrefix(soon, "within") {
		after = " of"
	}
	return "Published " + soon + after + " the end of the time that a report is about" + h.SoonOf() + "."
}

// Obtaining is how sources that stand one after another and say the same were obtained.
type Obtaining struct {
	Sources []report.Source
	Text    string
}

// ObtainedFrom says how the sources of a publisher's records were obtained, in the words
// of each.
func (e *Engine) ObtainedFrom(publisher string) (list []Obtaining) {
	for _, h := range e.Holdings() {
		if h.ID != publisher {
			continue
		}
		for _, id := range h.Sources {
			s, _ := e.data.Source(id)
			if n := len(list); n > 0 && list[n-1].Text == s.Obtained {
				list[n-1].Sources = append(list[n-1].Sources, s)
				continue
			}
			list = append(list, Obtaining{[]report.Source{s}, s.Obtained})
		}
	}
	return list
}

// Title names the source, or the first and the last of several.
func (o Obtaining) Title() string {
	if n := len(o.Sources); n > 1 {
		return o.Sources[0].Title + " to " + o.Sources[n-1].Title
	}
	return o.Sources[0].Title
}

// IDs are the ids of its sources, of many the first and the last.
func (o Obtaining) IDs() string {
	const few = 3
	n := len(o.Sources)
	if n > few {
		return fmt.Sprintf("%s to %s, %s", o.Sources[0].ID, o.Sources[n-1].ID, things(n, "source"))
	}
	var ids []string
	for _, s := range o.Sources {
		ids = append(ids, s.ID)
	}
	return strings.Join(ids, ", ")
}

// things is a number of things, with its word: "1 half-year", "1,485 records".
func things(n int, word string) string {
	text := (Format{}).Count(int64(n)) + " " + word
	if n != 1 {
		text += "s"
	}
	return text
}

// rangeInWords is a range of periods as people say it: "2014 to mid-2016", "from 2024 on".
func rangeInWords(r report.PeriodRange) string {
	switch none := (report.Period{}); {
	case r.To == none && r.From.Half == 2:
		return fmt.Sprintf("from mid-%d on", r.From.Year)
	case r.To == none:
		return fmt.Sprintf("from %d on", r.From.Year)
	case r.From == none:
		return "until " + theTime(stretchOf(r.To))
	}
	return theTime(stretch{r.From.Slot(), r.To.Slot() + r.To.Slots()})
}
