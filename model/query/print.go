package query

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/model/report"
)

// String prints the query as Parse reads it: tokens key=value in a fixed order,
// defaults left out, so that the text of a canonical query is canonical. See
// Canonical for a query that was put together by other means.
func (q Query) String() string {
	var w queryWriter
	word(&w, keyView, q.View)
	w.filter(keyPublisher, q.Publisher)
	w.filter(keyService, q.Service)
	w.filter(keyCountry, q.Country)
	w.filter(keyRegion, q.Region)
	w.filter(keyGroup, q.Group)
	w.filter(keyOutcome, q.Outcome)
	w.filter(keyType, q.Type)
	w.periods(q.Period)
	word(&w, keyBy, q.By)
	word(&w, keyGrain, q.Grain)
	if q.Measure != q.View.Measure() {
		w.key(keyMeasure, "=")
		w.WriteString(q.Measure.String())
	}
	if q.Against != (Against{}) {
		w.key(keyAgainst, "=")
		w.WriteString(q.Against.String())
	}
	w.number(keyMin, q.Min)
	word(&w, keyScale, q.Scale)
	w.sort(q)
	w.number(keyTop, q.Top)
	w.text(keySearch, q.Search)
	w.text(keySelect, q.Select)
	w.list(keyPins, "=", len(q.Pins), func(i int) { w.value(q.Pins[i]) })
	return w.String()
}

// Key is String with what no text says: what is kept by it is kept for questions of the same rows,
// figures and scales.
func (q Query) Key() string {
	key := q.String()
	if q.Min < 0 {
		key += " every row"
	}
	if q.Playing.On() {
		key += " playing " + Query{Period: q.Playing.Periods}.String()
		if q.Playing.ByRank {
			key += " by rank"
		}
	}
	return key
}

// queryWriter puts the tokens of a query together.
type queryWriter struct{ strings.Builder }

// key begins a token; sign is "=" or "!=".
func (w *queryWriter) key(k queryKey, sign string) {
	if w.Len() == 0 {
		w.Grow(64) // one allocation for most queries
	} else {
		w.WriteByte(' ')
	}
	w.WriteString(k.String())
	w.WriteString(sign)
}

// word writes what a key of few words says, unless that is the first of them.
func word[T interface {
	~uint8
	String() string
}](w *queryWriter, k queryKey, says T) {
	if says != 0 {
		w.key(k, "=")
		w.WriteString(says.String())
	}
}

// number writes what a key of numbers says, unless that is none.
func (w *queryWriter) number(k queryKey, n int) {
	if n > 0 {
		w.key(k, "=")
		w.WriteString(strconv.Itoa(n))
	}
}

// text writes what a key of free text says, unless that is nothing.
func (w *queryWriter) text(k queryKey, s string) {
	if s != "" {
		w.key(k, "=")
		w.value(s)
	}
}

// list writes so many values of a key, unless there is none; sign is that of key.
func (w *queryWriter) list(k queryKey, sign string, n int, write func(i int)) {
	for i := range n {
		if i == 0 {
			w.key(k, sign)
		} else {
			w.WriteByte(',')
		}
		write(i)
	}
}

// signOf is the sign after a key whose values are kept, or left out.
func signOf(except bool) string {
	if except {
		return "!="
	}
	return "="
}

func (w *queryWriter) filter(k queryKey, f Filter) {
	switch f.Mode {
	case Default:
		return
	case All:
		w.text(k, allWord)
		return
	}
	w.list(k, signOf(f.Mode == Except), len(f.IDs), func(i int) {
		id := f.IDs[i]
		if strings.EqualFold(id, allWord) { // a thing of that name, not all things
			w.escape(id[0])
			id = id[1:]
		}
		w.value(id)
	})
}

func (w *queryWriter) periods(f PeriodFilter) {
	w.list(keyPeriod, signOf(f.Except), len(f.Ranges), func(i int) { w.WriteString(f.Ranges[i].String()) })
}

func (w *queryWriter) sort(q Query) {
	if !q.Sort.Set {
		return
	}
	w.key(keySort, "=")
	if q.Sort.Descending {
		w.WriteByte('-')
	}
	switch {
	case q.Sort.Field != report.NoField:
		w.WriteString(q.Sort.Field.String())
	case q.Sort.Key:
		w.WriteString(q.By.String())
	case q.Sort.At != report.Period{}:
		w.WriteString(q.Sort.At.String())
	default:
		w.WriteString(q.Sort.Column.String())
	}
}

// value writes text in the form that a token can hold.
func (w *queryWriter) value(s string) {
	for i, r := range s {
		switch {
		case r == ' ':
			w.WriteByte('+')
		case mustEscape(r):
			for j := range utf8.RuneLen(r) {
				w.escape(s[i+j])
			}
		default:
			w.WriteRune(r)
		}
	}
}

// escape writes one byte as %XX.
func (w *queryWriter) escape(c byte) {
	const digits = "0123456789ABCDEF"
	w.WriteByte('%')
	w.WriteByte(digits[c>>4])
	w.WriteByte(digits[c&15])
}

// mustEscape says whether a character other than a space would be read as
// something else in a value, or could not be seen in it: the signs that tokens
// are made of, controls, foreign white space and marks of writing direction.
func mustEscape(r rune) bool {
	switch r {
	case ',', '!', '+', '%', '=':
		return true
	}
	return !unicode.IsPrint(r)
}

// Escaped is one value as a query writes it.
func Escaped(s string) string {
	var w queryWriter
	w.value(s)
	return w.String()
}

// Canonical returns the query as Parse would: what equals its default is left
// out, lists are sorted and without repeats, and text is valid UTF-8. What the
// publisher's default is depends on By and on the dataset. The query it is
// called on, and the lists it shares, stay as they are.
func (q Query) Canonical(d *report.Dataset) Query {
	if q.View.OnlyCountries() && q.By != ByCountry { // a map has no other rows
		if q.By == ByPublisher && q.Publisher.Mode == Default {
			q.Publisher = Filter{Mode: All} // which is what by=publisher asks for
		}
		q.By, q.Select, q.Pins = ByCountry, "", nil
	}
	q.Measure = q.Measured()
	for _, b := range Dimensions() {
		if f := q.Filter(b); f != nil {
			*f = f.canonical()
			if f.Mode == All && b != ByPublisher && b != ByType {
				*f = Filter{}
			}
		}
	}
	if q.Publisher.Equal(DefaultPublisher(d, q)) {
		q.Publisher = Filter{}
	}
	q.Period = q.Period.canonical()
	if q.Sort = q.Sort.Canonical(&q); q.Sort == q.DefaultSort() {
		q.Sort = Sort{}
	}
	q.Top, q.Min = max(q.Top, 0), max(q.Min, 0)
	if unnamed := q; q.Min > 0 {
		if unnamed.Min = 0; unnamed.minimum() == q.Min {
			q.Min = 0
		}
	}
	if q.Against.Period != (report.Period{}) {
		q.Against.Year = false
	}
	q.Search = strings.ToValidUTF8(q.Search, string(utf8.RuneError))
	q.Select = strings.ToValidUTF8(q.Select, string(utf8.RuneError))
	q.Pins = canonicalIDs(q.Pins)
	return q
}

// Canonical returns the order as the query's view understands it: records have
// fields, rows have figures and names; what the view does not have is no order.
func (s Sort) Canonical(q *Query) Sort {
	switch {
	case !s.Set:
		return Sort{}
	case q.View.Records() && s.Field == report.NoField:
		switch {
		case s.Key:
			s.Field = report.FieldNamed(q.By.String())
		case s.At == report.Period{}:
			s.Field = report.FieldNamed(s.Column.String())
		}
		if s.Field == report.NoField {
			return Sort{}
		}
	case !q.View.Records() && s.Field != report.NoField:
		c, isColumn := report.ColumnNamed(s.Field.String())
		s.Column, s.Key = c, s.Field.String() == q.By.String()
		if !isColumn && !s.Key {
			return Sort{}
		}
		s.Field = report.NoField
	}
	switch {
	case s.Field != report.NoField:
		return Sort{Set: true, Field: s.Field, Descending: s.Descending}
	case s.Key:
		return Sort{Set: true, Key: true, Descending: s.Descending}
	case s.At != report.Period{}:
		if q.By == ByPeriod {
			return Sort{} // each row has a period of its own
		}
		return Sort{Set: true, At: s.At, Descending: s.Descending}
	}
	return Sort{Set: true, Column: s.Column, Descending: s.Descending}
}

// canonical returns the filter with its ids in order; a choice of nothing is no
// choice.
func (f Filter) canonical() Filter {
	if f.Mode == Only || f.Mode == Except {
		f.IDs = canonicalIDs(f.IDs)
		if f.IDs != nil {
			return f
		}
		f.Mode = Default
	}
	f.IDs = nil
	return f
}

// canonicalIDs returns ids sorted, without repeats and without empty ones; nil
// when none is left. It never writes to the list it is given.
func canonicalIDs(ids []string) []string {
	var sorted []string
	for _, id := range ids {
		if id != "" {
			sorted = append(sorted, strings.ToValidUTF8(id, string(utf8.RuneError)))
		}
	}
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// canonical returns the filter with its ranges by start, then end, each once.
func (f PeriodFilter) canonical() PeriodFilter {
	if len(f.Ranges) == 0 {
		return PeriodFilter{}
	}
	f.Ranges = slices.Clone(f.Ranges)
	slices.SortFunc(f.Ranges, compareRanges)
	f.Ranges = slices.Compact(f.Ranges)
	return f
}

// compareRanges orders ranges by start, open ones first, then by end; of two that
// cover the same months the one with the longer periods comes first.
func compareRanges(a, b report.PeriodRange) int {
	s, t := a.Span(), b.Span()
	return cmp.Or(cmp.Compare(s.From, t.From), cmp.Compare(s.To, t.To), a.From.Compare(b.From), a.To.Compare(b.To))
}
