package answer

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// quotedMemo is how many quotes an engine remembers: more than stand on a few slides.
const quotedMemo = 64

// quoted is a quote as it was worked out.
type quoted struct {
	text string
	err  error
}

// Quoted works out the figure of a quote and writes it, with its marks. A figure that is not
// reported, or an order that is not certain, is an error that says why and, where there is
// one, what to write in its place.
func (e *Engine) Quoted(q query.Quote, f Format) (text string, err error) {
	key := q.String()
	if f.ASCII {
		key += " ascii"
	}
	known := e.quotes.get(quotedMemo, key, func() quoted {
		text, err := e.quote(q, f)
		return quoted{text, err}
	})
	return known.text, known.err
}

func (e *Engine) quote(q query.Quote, f Format) (string, error) {
	switch q.Kind {
	case query.QuoteTop:
		rows, err := e.topRows(q)
		if err != nil {
			return "", err
		}
		x := finder{Engine: e, q: q.Query, f: f}
		names := make([]string, len(rows))
		for i := range rows {
			if names[i] = x.named(&rows[i]); q.Form == query.QuoteNames {
				names[i] = rows[i].Name
			}
		}
		return report.JoinWords(names), nil
	case query.QuoteRank:
		place, shared, err := e.placeOf(q)
		if err != nil {
			return "", err
		}
		text := fmt.Sprint(place)
		if q.Form == query.QuoteOrdinal {
			text = ordinal(int64(place))
		}
		if shared {
			text = "joint " + text
		}
		return text, nil
	}
	figure, err := e.Value(q)
	if err != nil {
		return "", err
	}
	return f.quoted(figure, q.Measure, q.Form), nil
}

// Value is the figure of a quote that is a value or a count. It is always reported: where it
// would not be, the error says why.
func (e *Engine) Value(q query.Quote) (Figure, error) {
	r := e.Result(q.Query)
	if err := e.speaks(q, &r.Total); err != nil {
		return Figure{}, err
	}
	if q.Kind == query.QuoteCount {
		return e.countRows(q)
	}
	if err := whyInParts(&r.Total, q.Measure); err != nil {
		return Figure{}, err
	}
	figure := r.Total.Figures[q.Measure]
	if q.Measure == report.Share {
		var err error
		if figure, err = e.shareOfWhole(q, r); err != nil {
			return Figure{}, err
		}
	}
	if !figure.Reported {
		return Figure{}, e.whyNot(q, r)
	}
	return figure, nil
}

// speaks says why nothing can be said of a query: it has no record, or is about a year of
// which half is missing, and would look like a whole one.
func (e *Engine) speaks(q query.Quote, total *Row) error {
	if total.Records == 0 {
		what, when := e.Told(q.Query, report.Requests)
		return fmt.Errorf("there is no record of %s", strings.Join(report.NonEmpty(report.LowerFirst(what), when), ", "))
	}
	if total.Partial == "" {
		return e.lasts(q.Query)
	}
	year := q.Query.WholeYear()
	remedy := "write the half-years that are meant"
	for half, only := range []string{"first half only", "second half only"} {
		if total.Partial == only {
			remedy = fmt.Sprintf("write period=%s", report.Period{Year: year.Year, Half: half + 1})
		}
	}
	return fmt.Errorf("%s is not all there (%s): %s", year, total.Partial, remedy)
}

// whyInParts says why the requests of an outcome that reports print where they split no further are not all that
// its words mean: others are printed in its parts. What is at least so many is true all the same.
func whyInParts(total *Row, c report.Column) error {
	parts := map[report.Column][]report.Column{
		report.SomeData: {report.Content, report.NonContent}, report.Nothing: {report.NoData, report.Rejected},
	}[c]
	if f := total.Figures[c]; !f.Reported || f.Marks.Has(Floor) || !slices.ContainsFunc(parts, func(part report.Column) bool { return total.Figures[part].Hi > 0 }) {
		return nil
	}
	return fmt.Errorf("%s is printed in parts too, %s and %s: write requests outcome=%[2]s,%[3]s,%[4]s for all of it",
		report.LowerFirst(c.Label()), parts[0], parts[1], c)
}

// shareOfWhole is the share that the rows of the filter have of all requests under the other
// filters: of one row, the share that tables have for it.
func (e *Engine) shareOfWhole(q query.Quote, part *Result) (Figure, error) {
	b := q.Query.By
	if b == query.ByType && q.Query.Type.Mode == query.Only {
		asked := e.Publishers(q.Query)
		for _, t := range e.data.Types {
			if !t.InTotals && q.Query.Type.Holds(t.ID) && slices.Contains(asked, t.Publisher) {
				publisher, _ := e.data.Publisher(t.Publisher)
				return Figure{}, fmt.Errorf("requests of the type %s are not counted in the total of %s, and so are no part of it", t.ID, publisher.Label)
			}
		}
	}
	whole := e.Result(q.Whole())
	sel := e.selects(q.Whole())
	if b == query.ByOutcome {
		return share(part.Total.Figures[report.Requests], whole.Total.Figures[report.Requests]), nil
	}
	return shareIn(e.data.rowsBy(b, q.Query.Grain), &part.whole, &whole.whole, part.Total.Figures[report.Requests], whole.Total.Figures[report.Requests], sel.outcomes), nil
}

// whyNot says why a figure is not reported.
func (e *Engine) whyNot(q query.Quote, r *Result) error {
	c, total := q.Measure, &r.Total
	name := report.LowerFirst(c.Label())
	requests := total.Figures[report.Requests]
	filtered := q.Query.Outcome.Restricts()
	switch {
	case filtered && c.IsOutcome():
		return fmt.Errorf("%s is not reported: the filter of outcomes leaves it out", name)
	case filtered && (c.IsOfRequests() || c.Of()[0] == report.Accounts):
		return fmt.Errorf("%s is not reported of some outcomes: leave outcome out", name)
	case c.IsOfRequests():
		basis, _ := e.Basis(q.Query, &Row{}, c)
		switch {
		case basis.Requests == 0:
			return fmt.Errorf("%s is not reported: there were no requests", name)
		case basis.Denominator == 0:
			return fmt.Errorf("%s is not reported: no record prints %s", name, c.Counted())
		}
		return fmt.Errorf("%s is not reported: %s covers %s of requests, and a rate needs half of them", name, c.Counted(), Format{}.Covered(basis.Denominator/basis.Requests))
	case c.IsSigned():
		about := total.Compare
		without := ""
		switch {
		case about == nil:
			return fmt.Errorf("%s is not reported: nothing that can be compared is printed of both times", name)
		case about.Base:
			return fmt.Errorf("%s is not reported: it would be compared with itself", name)
		case len(about.Without) > 0:
			without = " (without " + report.JoinWords(about.Without) + ")"
		}
		if about.TooLittle() {
			return fmt.Errorf("%s is not reported: what can be compared with %s covers %s of requests%s, and a change needs a quarter", name, about.Against, Format{}.Covered(about.Covers), without)
		}
		return fmt.Errorf("%s is not reported: of %s nothing certain stands on both sides%s", name, about.Against, without)
	case c == report.Share && requests.Reported:
		return fmt.Errorf("%s is not reported: both are at least so much, and what is missing does not tell", name)
	case c.IsPerPeople() && total.Figures[c.Of()[0]].Reported:
		return fmt.Errorf("%s is not reported: it is not known how many people there are", name)
	}
	return fmt.Errorf("%s is not reported: %s", name, e.unprinted(q.Query, c.Of()[0]))
}

// unprinted says why a count is not reported.
func (e *Engine) unprinted(q query.Query, c report.Column) error {
	for r := range e.under(q) {
		if int(c) < report.NumPrinted && e.data.columns.Amount(int(c), r).Reported() {
			return errors.New("it is at least none, which says nothing, because some records do not print it")
		}
	}
	return errors.New("no record prints it")
}

// QuoteSources lists where the records behind a quote were printed, by id: of a share, a
// rank or a top those of all rows, of a change those of both times.
func (e *Engine) QuoteSources(q query.Quote) []report.Source {
	var all []report.Source
	for _, asked := range e.behind(q) {
		for _, s := range e.Sources(asked) {
			if !slices.ContainsFunc(all, func(known report.Source) bool { return known.ID == s.ID }) {
				all = append(all, s)
			}
		}
	}
	slices.SortFunc(all, func(a, b report.Source) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// QuoteNotes lists what must be known of a quote: the notes that meet its records, narrowest
// scope first, less those about measures that it does not show.
func (e *Engine) QuoteNotes(q query.Quote) []report.Note {
	var all []report.Note
	for _, asked := range e.behind(q) {
		for _, n := range e.Result(asked).Notes {
			if c, measured := query.MeasureIn(n.Scope); measured && !slices.Contains(append(q.Measure.Of(), q.Measure), c) {
				continue
			}
			if !slices.ContainsFunc(all, func(known report.Note) bool { return known.ID == n.ID }) {
				all = append(all, n)
			}
		}
	}
	return all
}

// behind are the queries whose records stand behind a quote.
func (e *Engine) behind(q query.Quote) []query.Query {
	asked := []query.Query{q.Whole()}
	if !q.Measure.IsSigned() {
		return asked
	}
	sel := e.selects(q.Query)
	_, base, ok := e.sidesFor(&q.Query, sel, sel.series)
	if !ok {
		return asked
	}
	before := q.Query
	before.Against = query.Against{}
	r := report.PeriodRange{From: report.Period{Year: base.from / 2, Half: 1 + base.from%2}, To: report.Period{Year: (base.to - 1) / 2, Half: 1 + (base.to-1)%2}}
	if e.Result(q.Query).Total.Figures[q.Measure].Marks.Has(Halved) { // of a year half serves
		r.From.Half, r.To.Half = 0, 0
	}
	before.Period = query.PeriodFilter{Ranges: []report.PeriodRange{r}}
	return append(asked, before)
}
