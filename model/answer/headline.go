package answer

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"daylight/model/query"
	"daylight/model/report"
)

// Headline says in one dated line what a question shows: "Requests to Microsoft by
// country, 2012 to mid-2025". It has fuller and shorter forms, the fullest first; all
// name whose requests they are and of when.
type Headline struct{ forms []headlineForm }

type headlineForm struct{ what, when string }

// String is the headline in full.
func (h Headline) String() string { return h.forms[0].String() }

func (f headlineForm) String() string {
	return strings.Join(report.NonEmpty(f.what, f.when), ", ")
}

// Fit is the fullest form that takes at most so many cells. Where none does, the
// shortest is cut before its date, as figures without a date say nothing.
func (h Headline) Fit(width int, f Format) string {
	for _, form := range h.forms {
		if text := form.String(); utf8.RuneCountInString(text) <= width {
			return text
		}
	}
	last := h.forms[len(h.forms)-1]
	tail := f.pick("…", "...") + ", " + last.when
	if last.when == "" {
		tail = f.pick("…", "...")
	}
	what, room := []rune(last.what), width-utf8.RuneCountInString(tail)
	if room < 1 {
		tail := []rune(last.when)
		return string(tail[:min(len(tail), max(width, 0))])
	}
	return strings.TrimRight(string(what[:min(len(what), room)]), " ,") + tail
}

// headlineMemo is how many headlines, and findings, an engine remembers: that on screen, and that
// of what an overlay would make of it.
const headlineMemo = 4

// Headline says what a question shows.
func (e *Engine) Headline(q query.Query) Headline {
	asked := q
	asked.Scale, asked.Sort, asked.Search, asked.Top, asked.Min = query.Linear, query.Sort{}, "", 0, 0
	asked.Select = ""
	key := asked.String()
	switch {
	case q.View.OneCountry():
		key += " of " + e.Subject(q)
	case q.View.Few(): // whose rows are counted
		key = q.Key()
	}
	return e.headlines.get(headlineMemo, key, func() Headline { return e.headline(q) })
}

func (e *Engine) headline(q query.Query) Headline {
	when, dated := e.when(q), q
	if q.View.OneCountry() {
		q.Country, q.Region, q.Group = only1(e.Subject(q)), query.Filter{}, query.Filter{}
		if q.Country.IDs[0] == "" {
			q.Country = query.Filter{}
		}
	}
	var forms []headlineForm
	add := func(what, when string) {
		form := headlineForm{what, when}
		if n := len(forms); n == 0 || utf8.RuneCountInString(form.String()) < utf8.RuneCountInString(forms[n-1].String()) {
			forms = append(forms, form)
		}
	}
	full := wording{engine: e, q: q}
	add(full.what()+full.rows(), when)
	add(full.what(), when)
	brief := wording{engine: e, q: q, brief: true}
	add(brief.what()+brief.rows(), when)
	add(brief.what(), when)
	if times := e.Dated(dated); len(times) == 1 && times[0].len() == 1 { // half a year has a shorter name
		when = times.Brief("")
		add(brief.what(), when)
	}
	if q.View.Groups() && q.Measured().IsOfRequests() { // its label is shorter than what it means
		add(q.Measured().Label()+" of "+brief.asked(), when)
	}
	return Headline{forms}
}

// Told says in full what the figure of a column is of all records of a question, and of
// when: "Requests to Microsoft from Türkiye", "2012". It does not say what the rows are.
func (e *Engine) Told(q query.Query, c report.Column) (what, when string) {
	if q.View, q.Measure = query.ExploreView, c; c.IsOutcome() {
		q.Measure, q.Outcome = report.Requests, query.Filter{Mode: query.Only, IDs: []string{c.String()}}
	}
	a := wording{engine: e, q: q}
	return a.what(), e.when(q)
}

// wording puts the words of a question together.
type wording struct {
	engine *Engine
	q      query.Query
	brief  bool // lists are counted
}

// what names the measure, the requests, whose they are, and from where.
func (a wording) what() string {
	q, requests := a.q, a.asked()
	switch {
	case q.View.Records():
		return "Records of " + requests
	case q.View.OfPublishers():
		if a.brief {
			return "Printed: " + report.LowerFirst(q.Measured().Asks(requests, a))
		}
		return "Reported or not: " + report.LowerFirst(q.Measured().Asks(requests, a))
	case q.View.Fixed():
		return "Sources of the figures on " + requests
	case q.View.OneCountry():
		return report.Capital(requests)
	}
	return q.Measured().Asks(requests, a)
}

// asked are the requests, whose they are, and from where.
func (a wording) asked() string { return a.requests() + a.to() + a.from() + a.outcomes() }

// Means and Brief name what a change is set against: that of all requests, where it
// is one time.
func (a wording) Means() string { return a.Brief() }
func (a wording) Brief() string {
	if c := a.engine.Result(a.q).Total.Compare; c != nil && c.Against != "" && !a.q.View.OverPeriods() && a.q.By != query.ByPeriod {
		return c.Against
	}
	return a.q.Against.Brief()
}

// rows says what the rows are, where they are groups.
func (a wording) rows() string {
	q := a.q
	if !q.View.Groups() {
		return ""
	}
	comma := "" // what is said of the requests at length ends before the rows
	if a.outcomes() != "" || q.Measured().IsSigned() || q.Measured().IsOfRequests() || q.Measured().IsPerPeople() {
		comma = ","
	}
	text := comma + " by " + q.RowWord()
	switch {
	case q.By == query.ByPeriod:
	case q.View.OverPeriods():
		text += " and " + q.PeriodsWord(1)
	case q.View.Few() && !a.brief:
		if n := len(a.engine.Few(q)); n > 1 {
			text += fmt.Sprintf(", %d side by side", n)
		}
	}
	return text
}

// requests are those of some types: "emergency requests".
func (a wording) requests() string {
	f := a.q.Type
	names := a.names(query.ByType, f.IDs)
	kinds, plain := make([]string, len(names)), true // what stands before the word requests
	for i, label := range names {
		kind, is := strings.CutSuffix(requestsOf(label), " requests")
		kinds[i], plain = kind, plain && is && !strings.ContainsAny(kind, ",()")
	}
	switch {
	case f.Mode == query.All:
		return "requests of all types"
	case f.Mode == query.Except && (a.brief || len(names) > 2):
		return fmt.Sprintf("requests of all but %d types", len(names))
	case f.Mode == query.Except && plain:
		return "requests other than " + report.JoinWords(kinds)
	case f.Mode == query.Except:
		return fmt.Sprintf("requests of all but %d %s", len(names), query.ByType.Plural(len(names)))
	case f.Mode != query.Only:
		return "requests"
	case len(names) > 1 && a.brief, len(names) > 2:
		return fmt.Sprintf("requests of %d types", len(names))
	case len(names) == 1:
		return requestsOf(names[0])
	}
	if !plain {
		return "requests (" + report.JoinWords(lowered(names)) + ")"
	}
	return report.JoinWords(kinds) + " requests"
}

// requestsOf names the requests of one type by its label.
func requestsOf(label string) string {
	lower := report.LowerFirst(label)
	kind, rest, _ := strings.Cut(lower, ", ")
	switch {
	case strings.HasSuffix(lower, "requests"):
		return lower
	case strings.HasSuffix(lower, "request"):
		return lower + "s"
	case strings.ContainsAny(lower, ":;()'") || strings.HasPrefix(lower, "for "):
		return "requests (" + label + ")"
	case rest != "":
		return kind + " requests (" + rest + ")"
	}
	return lower + " requests"
}

// to says who was asked: a service, where one is filtered, else the publishers.
func (a wording) to() string {
	if f := a.q.Service; f.Restricts() {
		names := a.names(query.ByService, f.IDs)
		for i := range names {
			names[i] = inParts(names[i])
		}
		few := len(names) == 1 || len(names) == 2 && !a.brief
		switch {
		case f.Mode == query.Only && few:
			return " to " + report.JoinWords(names)
		case f.Mode == query.Only:
			return fmt.Sprintf(" to %d services%s", len(names), a.of())
		case few:
			return a.publishers() + " without " + report.JoinWords(names)
		}
		return fmt.Sprintf("%s without %d services", a.publishers(), len(names))
	}
	return a.publishers()
}

// inParts writes a label of two parts so that it can stand in a sentence: "Microsoft
// (without Skype)".
func inParts(label string) string {
	if name, rest, has := strings.Cut(label, ", "); has {
		return name + " (" + rest + ")"
	}
	return label
}

// of names the one publisher whose services they are.
func (a wording) of() string {
	if ids := a.engine.Answering(a.q); len(ids) == 1 {
		return " of " + a.engine.Name(a.q, query.ByPublisher, ids[0])
	}
	return ""
}

// publishers says who was asked, of those that have a record of it.
func (a wording) publishers() string {
	ids := a.engine.Answering(a.q)
	switch n := len(ids); {
	case n == 0:
		return ""
	case n == 1, n < 4 && !a.brief:
		return " to " + report.JoinWords(a.names(query.ByPublisher, ids))
	default:
		return fmt.Sprintf(" to %d companies", n)
	}
}

// outcomeEnds say what came of the requests that are filtered by one outcome.
var outcomeEnds = map[report.Column]string{
	report.Content: "that led to content", report.NonContent: "that led to non-content data", report.SomeData: "that led to some data",
	report.NoData: "that found no data", report.Rejected: "that were rejected", report.Nothing: "that led to no data or were rejected",
	report.Pending: "that were pending", report.Unspecified: "whose outcome is not specified",
}

// outcomes says what came of the requests, where that is filtered.
func (a wording) outcomes() string {
	f := a.q.Outcome
	names := lowered(a.names(query.ByOutcome, f.IDs))
	if !f.Restricts() || len(names) == 0 {
		return ""
	}
	if c, known := report.ColumnNamed(f.IDs[0]); known && f.Mode == query.Only && len(names) == 1 {
		return " " + outcomeEnds[c]
	}
	not := ""
	if f.Mode == query.Except {
		not = "not "
	}
	if len(names) > 2 || a.brief || slices.Contains(f.IDs, report.Nothing.String()) {
		return fmt.Sprintf(" whose outcome was %sone of %d", not, len(names))
	}
	return " whose outcome was " + not + report.OrList(names)
}

// from says where the requests came from, where that is filtered.
func (a wording) from() string {
	q := a.q
	var parts []string
	add := func(b query.Dimension, few int, name func(string) string) {
		f := q.Filter(b)
		if !f.Restricts() {
			return
		}
		names := a.names(b, f.IDs)
		for i := range names {
			names[i] = name(names[i])
		}
		but := ""
		many := len(names) > few || a.brief && len(names) > 1
		if f.Mode == query.Except && many {
			but = "all but "
		} else if f.Mode == query.Except {
			but = "all " + b.Plural(2) + " but "
		}
		if many {
			parts = append(parts, but+fmt.Sprintf("%d %s", len(names), b.Plural(len(names))))
			return
		}
		parts = append(parts, but+report.JoinWords(names))
	}
	add(query.ByCountry, 2, func(name string) string {
		if name == a.engine.Name(q, query.ByCountry, report.NotItemised) {
			return "countries not itemised"
		}
		return report.The(name)
	})
	add(query.ByRegion, 3, report.The)
	add(query.ByGroup, 1, func(label string) string {
		if label == a.engine.Name(q, query.ByGroup, report.NoGroup) {
			return "countries in no group"
		}
		name, _, _ := strings.Cut(label, ",")
		return "the " + name
	})
	if len(parts) == 0 {
		return ""
	}
	return " from " + strings.Join(parts, " within ")
}

// names are what some values are called.
func (a wording) names(b query.Dimension, ids []string) []string {
	var names []string
	for _, id := range ids {
		names = append(names, a.engine.Name(a.q, b, id))
	}
	return names
}

// lowered writes labels inside a sentence.
func lowered(labels []string) []string {
	list := make([]string, len(labels))
	for i, label := range labels {
		list[i] = report.LowerFirst(label)
	}
	return list
}

// when dates a question by the periods that are there under its filters: "2012 to
// mid-2025", "first half of 2013"; of a year that is not all there it says so.
// It is "" where there is none.
func (e *Engine) when(q query.Query) string {
	if year := q.WholeYear(); year != (report.Period{}) {
		if partial := e.Result(q).Total.Partial; partial != "" {
			return year.String() + ", " + partial
		}
	}
	if times := e.Dated(q).InWords(); times != "" {
		return times
	}
	var ranges []string // of which there is no report
	for _, r := range q.Period.Ranges {
		ranges = append(ranges, r.String())
	}
	return strings.Join(ranges, ", ")
}

// Dated are the times that the headline of a question is of.
func (e *Engine) Dated(q query.Query) Times {
	if q.View.OneCountry() {
		q = e.Profile(q).Own
	} else if q.Measured().IsPerPeople() && len(e.Shown(q)) > 0 {
		// a year of all people counts whether these countries asked in it or not, but not one of
		// which no country is itemised
		whole := !q.Country.Restricts() && !q.Region.Restricts() && !q.Group.Restricts() || q.Country.Restricts() && q.Country.Holds(report.NotItemised)
		q.Country, q.Region, q.Group = query.Filter{}, query.Filter{}, query.Filter{}
		if !whole {
			q.Country = query.Filter{Mode: query.Except, IDs: []string{report.NotItemised}}
		}
	}
	return e.Shown(q)
}

// Times are stretches of time, in half-years counted from the year 0, in their order; no
// two of them touch.
type Times []stretch

// Shown are the times of which a question has records, under all of its filters.
func (e *Engine) Shown(q query.Query) (times Times) {
	q.Grain = query.HalfYears
	var spans []stretch
	for _, row := range e.Facet(q, query.ByPeriod).Rows {
		if p, err := report.ParsePeriod(row.ID); err == nil && q.Period.Holds(p) {
			spans = append(spans, stretchOf(p))
		}
	}
	slices.SortFunc(spans, func(a, b stretch) int { return a.from - b.from })
	for _, s := range spans {
		if n := len(times); n > 0 && s.from <= times[n-1].to {
			times[n-1].to = max(times[n-1].to, s.to)
			continue
		}
		times = append(times, s)
	}
	return times
}

// InWords dates what is shown: "2012 to mid-2025".
func (t Times) InWords() string {
	switch len(t) {
	case 0:
		return ""
	case 1:
		return t[0].inWords()
	case 2:
		return t[0].inWords() + " and " + t[1].inWords()
	}
	return stretch{t[0].from, t[len(t)-1].to}.inWords() + ", with gaps"
}

// Brief dates it by the names of periods, with a sign between them: "2012–2025-H1".
func (t Times) Brief(between string) string {
	if len(t) == 0 {
		return ""
	}
	all := stretch{t[0].from, t[len(t)-1].to}
	first, last := report.Period{Year: all.from / 2}, report.Period{Year: (all.to - 1) / 2}
	if all.len() == 1 || all.from%2 != 0 {
		first.Half = 1 + all.from%2
	}
	if all.to%2 != 0 {
		last.Half = 1
	}
	if all.len() == 1 || first == last {
		return first.String()
	}
	return first.String() + between + last.String()
}

// inWords is a stretch of time as people say it: "2012", "first half of 2013", "2012 to
// mid-2025".
func (s stretch) inWords() string {
	year := func(half int) string {
		if half%2 != 0 {
			return fmt.Sprintf("mid-%d", half/2)
		}
		return fmt.Sprint(half / 2)
	}
	switch {
	case s.len() == 1 && s.from%2 == 0:
		return fmt.Sprintf("first half of %d", s.from/2)
	case s.len() == 1:
		return fmt.Sprintf("second half of %d", s.from/2)
	case s.len() == 2 && s.from%2 == 0:
		return year(s.from)
	}
	return year(s.from) + " to " + s.until()
}

// until is the end of a stretch of time: "mid-2014", or "2014" for the end of it.
func (s stretch) until() string {
	if s.to%2 != 0 {
		return fmt.Sprintf("mid-%d", s.to/2)
	}
	return fmt.Sprint(s.to/2 - 1)
}
