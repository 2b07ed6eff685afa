package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"daylight/model/report"
)

// A quote is one figure of a text, as a story has it between double braces:
//
//	{{requests period=2012 | thousands}}
//	  └first─┘ └─query───┘   └─form──┘
//
//	{{content_rate country=US period=2012}}          the measure of all records under a query
//	{{share country=GB period=2012}}                 of one country, among all under the other filters
//	{{top 5 period=2012}}                            names
//	{{rank country=GB period=2012 measure=accounts}} a place
//	{{count by=country period=2012}}                 how many asked
//
// The query is that of every other text, less what changes nothing in one figure: such a
// key is refused, so that nobody believes that it does.

// Quote is a figure that is worked out from the data, and how it is written.
type Quote struct {
	Kind    QuoteKind
	Measure report.Column // of which it is a value, a rank or an order
	N       int           // of QuoteTop: how many rows are named
	Query   Query         // its measure is that of an order; of a value it is left at its default
	Form    QuoteForm
}

// QuoteKind is what a quote asks for.
type QuoteKind uint8

// The kinds of quotes.
const (
	QuoteValue QuoteKind = iota // the measure of the total; a share is that of the rows which are filtered
	QuoteTop                    // the names of the first rows
	QuoteRank                   // which place the one row that is filtered has among all of its kind
	QuoteCount                  // how many rows have a request
)

// kindWords are the first words of the kinds that are no value.
var kindWords = map[string]QuoteKind{"top": QuoteTop, "rank": QuoteRank, "count": QuoteCount}

// QuoteForm is how a quote is written. Marks stand in every form.
type QuoteForm uint8

// The forms of quotes.
const (
	QuotePlain     QuoteForm = iota // 75,378; 2.1 %; +12.3 %; 1.82; the United States and Türkiye; 3
	QuoteThousands                  // of counts: 75 thousand; 1.6 thousand; 1.5 million
	QuoteShort                      // of values: 75.4k; 2%
	QuotePercent                    // of parts and changes: 2 %, without decimals
	QuoteWords                      // of counts and rates: about seventy-five thousand; about one in fifty
	QuoteOrdinal                    // of a rank: third
	QuoteNames                      // of a top: names as tables have them, United States and Türkiye
)

var formNames = []string{"", "thousands", "short", "percent", "words", "rank", "names"}

// String is the form's name; "" for the plain one.
func (f QuoteForm) String() string { return formNames[f] }

// Forms lists the forms that a quote can have besides the plain one.
func (q Quote) Forms() []QuoteForm {
	c := q.Measure
	switch {
	case q.Kind == QuoteTop:
		return []QuoteForm{QuoteNames}
	case q.Kind == QuoteRank:
		return []QuoteForm{QuoteOrdinal}
	case q.Kind == QuoteCount:
		return []QuoteForm{QuoteWords}
	case c.IsCount():
		return []QuoteForm{QuoteThousands, QuoteShort, QuoteWords}
	case c.IsSigned() && c.IsFraction():
		return []QuoteForm{QuoteShort, QuotePercent}
	case c.IsSigned():
		return []QuoteForm{QuoteShort}
	case c.IsFraction():
		return []QuoteForm{QuoteShort, QuotePercent, QuoteWords}
	}
	return []QuoteForm{QuoteShort, QuoteWords}
}

// String prints the quote as ParseQuote reads it, without the braces.
func (q Quote) String() string {
	text := q.first()
	if asks := q.Query.String(); asks != "" {
		text += " " + quoteEscapes.Replace(asks)
	}
	if q.singles() && q.Query.Min == 0 { // a query leaves out its default
		text += fmt.Sprintf(" %s=%d", keyMin, q.Query.Minimum())
	}
	if q.Form != QuotePlain {
		text += " | " + q.Form.String()
	}
	return text
}

// quoteEscapes writes what would end a query, or the quote, inside of it.
var quoteEscapes = strings.NewReplacer("|", "%7C", "{", "%7B", "}", "%7D")

// singles says whether the quote singles out rows by a rate that few requests move, and so
// must say how few a row may have.
func (q Quote) singles() bool {
	return (q.Kind == QuoteTop || q.Kind == QuoteRank) && (q.Query.Measure.Rests() || q.Query.Measure.IsPerPeople())
}

// first is what a quote begins with.
func (q Quote) first() string {
	for word, kind := range kindWords {
		switch {
		case kind != q.Kind:
		case kind == QuoteTop:
			return word + " " + strconv.Itoa(q.N)
		default:
			return word
		}
	}
	return q.Measure.String()
}

// Whole is the query about all rows of the kind that a share, a rank or a count speaks of;
// of other quotes, the query itself.
func (q Quote) Whole() Query {
	whole := q.Query
	if q.Kind == QuoteValue && q.Measure == report.Share || q.Kind == QuoteRank {
		if f := whole.Filter(whole.By); f != nil {
			*f = Filter{}
		}
	}
	return whole
}

// mostNames is how many rows a text can name.
const mostNames = 20

// quotable are the columns that can be the value of a quote: measures and outcomes.
func quotable() []report.Column {
	columns := report.Measures()
	for _, c := range report.Outcomes() {
		if !slices.Contains(columns, c) {
			columns = append(columns, c)
		}
	}
	return columns
}

// QuoteFirstWords lists what a quote can begin with.
func QuoteFirstWords() []string {
	return append(namesOf(quotable()), "top", "rank", "count")
}

// ParseQuote reads a quote from what stands between its braces. The quote returned is
// canonical: ParseQuote gives it again for its String. The error is a *ParseError, whose
// offset is that in the text.
func ParseQuote(text string, d *report.Dataset) (Quote, error) {
	body, form, formed := strings.Cut(text, "|")
	q, first, rest, err := readFirst(body)
	if err != nil {
		return Quote{}, err
	}
	p := parser{data: d}
	if q.Query, err = Parse(body[rest:], d); err == nil {
		err = p.split(body[rest:])
	}
	if err == nil {
		err = q.fits(p.tokens, first-rest, d)
	}
	if fault, is := err.(*ParseError); is {
		fault.Offset += rest
		return Quote{}, fault
	}
	if q.Kind == QuoteTop || q.Kind == QuoteRank {
		q.Measure = q.Query.Measure
	}
	if formed {
		if err := q.readForm(form, len(body)+1); err != nil {
			return Quote{}, err
		}
	}
	return q, nil
}

// nextWord is the next word of a text from a place on, with its place; the end for none.
func nextWord(text string, from int) (word string, at int) {
	for from < len(text) && isASCIISpace(text[from]) {
		from++
	}
	end := from
	for end < len(text) && !isASCIISpace(text[end]) {
		end++
	}
	return text[from:end], from
}

// wrong is the error of a word of a quote.
func wrong(word string, at int, format string, args ...any) *ParseError {
	return token{text: word, offset: at}.fail(format, args...)
}

// readFirst reads what a quote begins with, and says where, and where its query begins.
func readFirst(body string) (q Quote, at, rest int, err error) {
	word, at := nextWord(body, 0)
	rest = at + len(word)
	if word == "" {
		return q, at, 0, wrong("", at, "the figure says nothing: write a measure and a query, as in requests period=2012")
	}
	first := strings.ToLower(word)
	kind, isKind := kindWords[first]
	switch {
	case kind == QuoteTop:
		number, place := nextWord(body, rest)
		n, err := strconv.Atoi(number)
		switch {
		case err != nil || number[0] == '+':
			return q, at, 0, wrong(number, place, "top needs a number of rows: write it as in top 5")
		case n < 1 || n > mostNames:
			return q, at, 0, wrong(number, place, "top %s cannot be named in a text: write 1 to %d", report.Clip(number), mostNames)
		}
		q.N, rest = n, place+len(number)
	case isKind:
	default:
		c, known := report.ColumnNamed(first)
		if known && slices.Contains(quotable(), c) {
			q.Measure = c
			return q, at, rest, nil
		}
		fault := wrong(word, at, "unknown figure %q", report.Clip(word))
		near, found := Nearest(word, QuoteFirstWords())
		if fault.Nearest = near; !found {
			fault.Message += ": it begins with a measure such as requests, or with top, rank or count"
		}
		return q, at, 0, fault
	}
	q.Kind = kind
	return q, at, rest, nil
}

// readForm reads the form after the line, which begins at a place of the text.
func (q *Quote) readForm(text string, at int) error {
	word, from := nextWord(text, 0)
	var can []string
	for _, f := range q.Forms() {
		can = append(can, f.String())
	}
	if word == "" {
		return wrong("", at+from, "after | stands how the figure is written: write %s", report.OrList(can))
	}
	if more, after := nextWord(text, from+len(word)); more != "" {
		return wrong(more, at+after, "a figure has one form, not also %q", report.Clip(more))
	}
	form := slices.Index(formNames, strings.ToLower(word))
	if form < 0 {
		fault := wrong(word, at+from, "unknown form %q", report.Clip(word))
		near, found := Nearest(word, can)
		if fault.Nearest = near; !found {
			fault.Message += ": write " + report.OrList(can)
		}
		return fault
	}
	if q.Form = QuoteForm(form); !slices.Contains(q.Forms(), q.Form) {
		remedy := ": write " + report.OrList(can)
		if q.Form == QuoteOrdinal && q.Kind == QuoteValue {
			remedy = ": begin with rank, as in rank country=GB"
		}
		return wrong(word, at+from, "%s cannot be written as %s%s", strings.Fields(q.first())[0], q.Form, remedy)
	}
	return nil
}

// fits refuses what changes nothing in the quote, or leaves it without a meaning. What the
// quote begins with stands so far before its query as first says.
func (q *Quote) fits(tokens []token, first int, d *report.Dataset) error {
	for _, t := range tokens {
		if why := q.refuses(t.key); why != "" {
			return t.fail("%s", why)
		}
	}
	b := q.Query.By
	at := func(keys ...queryKey) token {
		for _, t := range tokens {
			if slices.Contains(keys, t.key) {
				return t
			}
		}
		return token{text: strings.Fields(q.first())[0], offset: first} // what it begins with
	}
	if rows := q.rows(); rows != nil && !slices.Contains(rows, b) {
		return at(keyBy).fail("%s is not worked out by %s: write by=%s", strings.Fields(q.first())[0], b, report.OrList(namesOf(rows)))
	}
	filter := q.Query.Filter(b)
	one := filter != nil && filter.Mode == Only && len(filter.IDs) == 1
	own := queryKey(slices.Index(keyNames[:], b.String())) // that filters it
	switch {
	case q.Kind == QuoteRank && !one:
		return at(own, keyBy).fail("rank is the place of one %s: name it, as in %s", b, example(b, d))
	case q.singles() && !slices.ContainsFunc(tokens, func(t token) bool { return t.key == keyMin }):
		return at(keyMeasure).fail("one request more or less moves the %s of few: write the fewest that a %s must have, as in min=100, and say so", report.LowerFirst(q.Query.Measure.Label()), b)
	case q.Kind == QuoteValue && q.Measure == report.Share && !filter.Restricts():
		return at(keyBy).fail("the share of everything is all of it: name what it is the share of, as in %s, or with by what it is a part of", example(b, d))
	}
	return nil
}

// example is a filter of a dimension, by the first id that the data has.
func example(b Dimension, d *report.Dataset) string {
	id := "GB"
	if ids := IDs(d, b); b != ByCountry && len(ids) > 0 {
		id = ids[0]
	}
	return fmt.Sprintf("%s=%s", b, Escaped(id))
}

// rows are the dimensions that a quote is worked out by; nil for one that has no rows.
// What overlaps, or is not of one length, is in no order.
func (q *Quote) rows() []Dimension {
	switch {
	case q.Kind == QuoteTop, q.Kind == QuoteRank:
		return []Dimension{ByCountry, ByRegion, ByService, ByType, ByOutcome}
	case q.Kind == QuoteCount:
		return []Dimension{ByCountry, ByRegion, ByService, ByType, ByPublisher}
	case q.Measure == report.Share:
		return []Dimension{ByCountry, ByRegion, ByGroup, ByService, ByType, ByOutcome, ByPublisher}
	}
	return nil
}

// refuses says why a key has no meaning in the quote; "" where it has.
func (q *Quote) refuses(k queryKey) string {
	ordered := q.Kind == QuoteTop || q.Kind == QuoteRank
	switch k {
	case keyView, keyScale, keySelect, keyPins, keySearch, keyGrain:
		return fmt.Sprintf("%s changes no figure: leave it out", k)
	case keySort:
		if ordered {
			return "what is ordered by stands in measure, the greatest first: write measure in the place of sort"
		}
		return "sort changes no figure: leave it out"
	case keyTop:
		return "a top is named, not added up: begin with it, as in top 5"
	case keyMeasure:
		if !ordered {
			return "what a figure measures is its first word: leave measure out"
		}
	case keyBy:
		if q.rows() == nil {
			return "by changes nothing in one figure: leave it out (publisher=all asks all publishers)"
		}
	case keyAgainst:
		if !ordered && !q.Measure.IsSigned() {
			return "against is for change and difference: leave it out"
		}
	case keyMin:
		if q.Kind == QuoteValue {
			return "min hides rows and changes no total: leave it out"
		}
	}
	return ""
}
