package query

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/model/report"
)

// A query is one line of tokens, in any order, between ASCII white space:
//
//	country=GB,US  period!=2012..2014-H2  search=united+st  sort=-accounts
//	└─key─┘└list┘  └─key┘└all but─range┘         └a space┘       └descending
//
// The tokens are split first, so that a key given twice or unknown is found
// whatever its value. Then view, by, grain and measure are read, which say what the
// values of sort, select and pins mean, and then the rest from left to right.

// MaxQueryLength is the longest text, in bytes, that Parse reads.
const MaxQueryLength = 64 << 10

// allWord is the value that chooses everything.
const allWord = "all"

// queryKey is one of the keys of a query, in the order of canonical text.
type queryKey uint8

const (
	keyView queryKey = iota
	keyPublisher
	keyService
	keyCountry
	keyRegion
	keyGroup
	keyOutcome
	keyType
	keyPeriod
	keyBy
	keyGrain
	keyMeasure
	keyAgainst
	keyMin
	keyScale
	keySort
	keyTop
	keySearch
	keySelect
	keyPins
	numKeys int = iota
)

var keyNames = [numKeys]string{
	"view", "publisher", "service", "country", "region", "group", "outcome", "type", "period",
	"by", "grain", "measure", "against", "min", "scale", "sort", "top", "search", "select", "pins",
}

func (k queryKey) String() string { return keyNames[k] }

// filters returns the dimension whose values the key chooses from, period
// included, or false for a key that says how to show them.
func (k queryKey) filters() (Dimension, bool) {
	i := slices.Index(dimensionNames[:], k.String())
	return Dimension(max(i, 0)), i >= 0
}

// isList says whether the key takes several values.
func (k queryKey) isList() bool {
	_, filters := k.filters()
	return filters || k == keyPins
}

// inScope says whether the scope of a note may hold the key.
func (k queryKey) inScope() bool {
	b, filters := k.filters()
	return filters && b != ByGroup || k == keyMeasure
}

// ParseError says which token of a query cannot be read, and why.
type ParseError struct {
	Token   string // as it was written
	Offset  int    // of the token in the text, in bytes
	Message string // lower-case, naming the word that is wrong
	Nearest string // what was probably meant, as a query writes it; empty when nothing is near
}

// Error is the message and, last, the nearest known word.
func (e *ParseError) Error() string {
	if e.Nearest == "" {
		return e.Message
	}
	return fmt.Sprintf("%s, did you mean %q", e.Message, report.Clip(e.Nearest))
}

// Parse reads a query from text. Words match whatever their case, names of
// countries become codes, and the query returned is canonical: Parse gives it
// again for its String. The error is a *ParseError. The dataset says which ids,
// countries and regions there are; a period need only be well formed.
func Parse(text string, d *report.Dataset) (Query, error) {
	p := parser{data: d}
	if err := p.split(text); err != nil {
		return Query{}, err
	}
	var q Query
	for _, goesFirst := range []bool{true, false} {
		if !goesFirst && !slices.ContainsFunc(p.tokens, func(t token) bool { return t.key == keyMeasure }) {
			q.Measure = q.View.Measure()
		}
		for _, t := range p.tokens {
			if goesFirst != (t.key == keyView || t.key == keyBy || t.key == keyGrain || t.key == keyMeasure) {
				continue
			}
			if err := p.read(&q, t); err != nil {
				return Query{}, err
			}
		}
	}
	q = q.Canonical(d)
	if n := len(q.String()); n > MaxQueryLength {
		return Query{}, tooLong(n)
	}
	return q, nil
}

// ParseScope reads the scope of a note: a query of filters and a measure only,
// in which a key left out, and key=all, mean any value, of publisher and type
// too. (Any measure is Requests, which every view shows.) No dataset is asked,
// so ids need only be well formed. The error is a *ParseError.
func ParseScope(text string) (Query, error) {
	var p parser
	if err := p.split(text); err != nil {
		return Query{}, err
	}
	var q Query
	for _, t := range p.tokens {
		if err := p.read(&q, t); err != nil {
			return Query{}, err
		}
	}
	for _, b := range Dimensions() {
		if f := q.Filter(b); f != nil {
			*f = f.canonical()
			if f.Mode == All {
				*f = Filter{}
			}
		}
	}
	q.Period = q.Period.canonical()
	return q, nil
}

// parser reads the tokens of one text. Without data it reads a scope.
type parser struct {
	data   *report.Dataset
	tokens []token
	known  map[meaning][]string // what words mean that were looked up already
}

// meaning is a word and the dimension that it is looked up in.
type meaning struct {
	by   Dimension
	word string
}

// matching is what a word can mean. Looking it up folds every name there is, so
// a long list that says the same word again does it once; a list of other words
// is bounded by the words that there are, as the first unknown one ends it, or,
// of pins, by how many there may be.
func (p *parser) matching(b Dimension, word string) []string {
	at := meaning{b, word}
	ids, looked := p.known[at]
	if !looked {
		if p.known == nil {
			p.known = map[meaning][]string{}
		}
		ids = Matching(p.data, b, word)
		p.known[at] = ids
	}
	return ids
}

// token is one key=value. Its value is still escaped.
type token struct {
	text   string
	offset int
	key    queryKey
	except bool // key!=value, or key=!value
	value  string
}

// fail makes the error of a token.
func (t token) fail(format string, args ...any) *ParseError {
	return &ParseError{Token: t.text, Offset: t.offset, Message: fmt.Sprintf(format, args...)}
}

// tooLong refuses a query of n bytes.
func tooLong(n int) *ParseError {
	return &ParseError{
		Offset:  MaxQueryLength,
		Message: fmt.Sprintf("the query is %d bytes long: at most %d are read", n, MaxQueryLength),
	}
}

// split finds the tokens of a text and their keys.
func (p *parser) split(text string) error {
	if len(text) > MaxQueryLength {
		return tooLong(len(text))
	}
	var given [numKeys]*token
	for at := 0; at < len(text); {
		if isASCIISpace(text[at]) {
			at++
			continue
		}
		end := at
		for end < len(text) && !isASCIISpace(text[end]) {
			end++
		}
		t := token{text: text[at:end], offset: at}
		at = end
		if err := p.readKey(&t); err != nil {
			return err
		}
		if before := given[t.key]; before != nil {
			return givenTwice(*before, t)
		}
		p.tokens = append(p.tokens, t)
		given[t.key] = &t
	}
	return nil
}

func isASCIISpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// readKey takes a token apart at its sign.
func (p *parser) readKey(t *token) error {
	if !utf8.ValidString(t.text) {
		return t.fail("%q is not valid UTF-8", report.Clip(t.text))
	}
	if i := strings.IndexFunc(t.text, unicode.IsControl); i >= 0 {
		r, _ := utf8.DecodeRuneInString(t.text[i:])
		return t.fail("%q holds a control character: write %s for it", report.Clip(t.text), Escaped(string(r)))
	}
	name, value, signed := strings.Cut(t.text, "=")
	if !signed {
		return p.noSign(*t)
	}
	name, t.except = strings.CutSuffix(name, "!")
	if name == "" {
		err := t.fail("%q has no key: write one before the =, as in country=FR", report.Clip(t.text))
		if word, ok := unescape(strings.TrimPrefix(value, "!")); ok {
			err.Nearest = p.tokenFor(word)
		}
		return err
	}
	known := slices.IndexFunc(keyNames[:], func(key string) bool { return strings.EqualFold(key, name) })
	if known < 0 {
		return unknown(*t, "key", name, p.keys())
	}
	t.key = queryKey(known)
	if p.data == nil && !t.key.inScope() {
		return t.fail("a scope takes no %q: write %s", t.key, report.OrList(p.keys()))
	}
	if rest, turned := strings.CutPrefix(value, "!"); turned {
		if t.except {
			return t.fail("%q says \"all but\" twice: write %q", report.Clip(t.text), report.Clip(t.key.String()+"!="+strings.TrimLeft(rest, "!")))
		}
		t.except, value = true, rest
	}
	if value == "" {
		return t.fail("%s has no value: name one, or leave the key out", t.text)
	}
	if _, filters := t.key.filters(); t.except && !filters {
		return t.fail("%s takes no %q: only filters leave values out; the sign itself is written %%21", t.key, "!")
	}
	t.value = value
	return nil
}

// keys lists the keys that the text may use.
func (p *parser) keys() []string {
	var names []string
	for k := range queryKey(numKeys) {
		if p.data != nil || k.inScope() {
			names = append(names, k.String())
		}
	}
	return names
}

// givenTwice refuses a second token with the same key.
func givenTwice(first, second token) error {
	switch {
	case !first.key.isList():
		return second.fail("%s is given twice: keep one", first.key)
	case first.except != second.except:
		return second.fail("%s is given twice: choose values or leave values out, not both", first.key)
	}
	return second.fail("%s is given twice: write one list, %q", first.key, report.Clip(first.key.String()+signOf(first.except)+first.value+","+second.value))
}

// read sets in q what a token says.
func (p *parser) read(q *Query, t token) error {
	if b, filters := t.key.filters(); filters {
		items, err := t.list()
		switch {
		case err != nil:
			return err
		case items == nil:
			if b != ByPeriod {
				*q.Filter(b) = Filter{Mode: All}
			}
			return nil
		case b == ByPeriod:
			return p.readPeriods(q, t, items)
		case b == ByCountry && p.data != nil:
			items = p.withCommas(items)
		}
		return p.readIDs(q.Filter(b), b, t, items)
	}
	if t.key == keyPins {
		items, err := t.list()
		if len(items) > MaxPins {
			return t.fail("%q pins %d rows: at most %d can be compared", report.Clip(t.text), len(items), MaxPins)
		}
		for _, item := range items {
			q.Pins = append(q.Pins, p.rowID(q.By, item))
		}
		return err
	}
	word, ok := unescape(t.value)
	if !ok {
		return t.badEscape()
	}
	if t.key == keySearch {
		q.Search = word
		return nil
	}
	if t.key == keySelect {
		q.Select = p.rowID(q.By, word)
		return nil
	}
	if strings.Contains(t.value, ",") {
		return t.fail("%s takes one value, not the list %q", t.key, report.Clip(word))
	}
	word = strings.ToLower(word)
	switch t.key {
	case keyView:
		return choose(&q.View, t, word, ViewNames())
	case keyBy:
		return readBy(q, t, word)
	case keyGrain:
		return choose(&q.Grain, t, word, grainNames[:])
	case keyAgainst:
		return p.readAgainst(q, t, word)
	case keyMin:
		return readNumber(&q.Min, t, word, "hides", "min %q is not a number: write the fewest requests a row must have, as in min=10")
	case keyScale:
		return choose(&q.Scale, t, word, scaleNames[:])
	case keyMeasure:
		return p.readMeasure(q, t, word)
	case keySort:
		return p.readSort(q, t, word)
	}
	return readTop(q, t, word)
}

// list returns the values of a token, or nil for all of them.
func (t token) list() ([]string, error) {
	raw := strings.Split(t.value, ",")
	items := make([]string, len(raw))
	for i, r := range raw {
		item, ok := unescape(r)
		switch {
		case !ok:
			return nil, t.badEscape()
		case r == "":
			return nil, t.fail("%q has a comma too many", report.Clip(t.text))
		case strings.EqualFold(r, allWord) && t.key != keyPins:
			if len(raw) > 1 {
				return nil, t.fail("%q names %s beside other values: write %s=%s, or leave it out", report.Clip(t.text), allWord, t.key, allWord)
			}
			if t.except {
				return nil, t.fail("%q leaves nothing", t.text)
			}
			return nil, nil
		}
		items[i] = item
	}
	return items, nil
}

// unescape turns a value back into text; false when an escape is no byte or the
// bytes are no text.
func unescape(s string) (string, bool) {
	if !strings.ContainsAny(s, "+%") {
		return s, true
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '+':
			b = append(b, ' ')
		case '%':
			if i+2 >= len(s) {
				return "", false
			}
			n, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
			if err != nil {
				return "", false
			}
			b = append(b, byte(n))
			i += 2
		default:
			b = append(b, s[i])
		}
	}
	return string(b), utf8.Valid(b)
}

func (t token) badEscape() error {
	return t.fail("%q has an escape that is no character: write %%XX with two hexadecimal digits, and %%25 for a percent sign", report.Clip(t.text))
}

// withCommas puts names together that a comma has parted, as in Korea, Republic of.
// What is a list of countries stays one: only where one of two items means no country,
// or several, and both together mean one, are they a name.
func (p *parser) withCommas(items []string) []string {
	means := func(word string) bool { return len(p.matching(ByCountry, word)) == 1 }
	var list []string
	for i := 0; i < len(items); i++ {
		item := items[i]
		if i+1 < len(items) && !(means(item) && means(items[i+1])) {
			if whole := item + ", " + items[i+1]; means(whole) {
				item = whole
				i++
			}
		}
		list = append(list, item)
	}
	return list
}

// readIDs reads the ids of a filter.
func (p *parser) readIDs(f *Filter, b Dimension, t token, items []string) error {
	f.Mode = Only
	if t.except {
		f.Mode = Except
	}
	for _, item := range items {
		id, err := p.id(b, t, item)
		if err != nil {
			return err
		}
		f.IDs = append(f.IDs, id)
	}
	return nil
}

// id finds the id that a word of a filter means.
func (p *parser) id(b Dimension, t token, word string) (string, error) {
	if p.data == nil {
		return scopeID(b, t, word)
	}
	switch ids := p.matching(b, word); len(ids) {
	case 1:
		return ids[0], nil
	case 0:
		if _, near := Nearest(Escaped(word), Spellings(p.data, b)); b == ByCountry && !near {
			return "", t.fail("unknown country %q: write a code or a name, as in FR or france", report.Clip(word))
		}
		known := Spellings(p.data, b)
		if _, near := Nearest(Escaped(word), known); b == ByGroup && !near {
			known = IDs(p.data, b) // which are shorter to write than their labels
		}
		return "", unknown(t, b.String(), word, known)
	default:
		candidates := make([]string, len(ids))
		for i, id := range ids {
			country, _ := p.data.Country(id)
			candidates[i] = id + " (" + country.Name + ")"
		}
		return "", t.fail("country %q can be %s: write the code", report.Clip(word), report.OrList(candidates))
	}
}

// scopeID reads an id that no dataset is at hand for.
func scopeID(b Dimension, t token, word string) (string, error) {
	switch b {
	case ByCountry:
		code := strings.ToUpper(word)
		if len(code) != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z' {
			return "", t.fail("%q is not the code of a country: write two letters, as in FR", report.Clip(word))
		}
		return code, nil
	case ByOutcome:
		var c report.Column
		names := namesOf(report.Outcomes())
		if err := choose(&c, t, strings.ToLower(word), names); err != nil {
			return "", err
		}
		return names[c], nil
	}
	return word, nil
}

// rowID returns the id of a row as rows carry it. A row that the dataset does
// not know keeps the id that was written, because the cursor outlives its row.
func (p *parser) rowID(by Dimension, word string) string {
	if ids := p.matching(by, word); len(ids) == 1 {
		return ids[0]
	}
	return word
}

func (p *parser) readPeriods(q *Query, t token, items []string) error {
	q.Period.Except = t.except
	for _, item := range items {
		r, err := report.ParsePeriodRange(item)
		if err != nil {
			fault := t.fail("%v", err)
			fault.Nearest = p.nearestRange(item)
			return fault
		}
		q.Period.Ranges = append(q.Period.Ranges, r)
	}
	return nil
}

// nearestRange is the range that an item was probably meant as: what it says in other
// words or, with a slip mended in each end that is none, one of the periods that the
// dataset has; empty when it is past mending.
func (p *parser) nearestRange(item string) string {
	if meant, ok := MeantRange(item); ok {
		return meant.String()
	}
	ends := strings.SplitN(item, "..", 2)
	for i, end := range ends {
		if _, err := report.ParsePeriod(end); err != nil && end != "" {
			ends[i] = p.nearestPeriod(end)
		}
	}
	mended := strings.Join(ends, "..")
	if _, err := report.ParsePeriodRange(mended); err != nil {
		return ""
	}
	return mended
}

// nearestPeriod is the period that a word was probably meant as: what it says in other
// words, whatever the dataset has; other slips are mended by its periods. A word too
// short for a half-year is left alone, because one digit leads from any year to any
// other, and so is one that says several.
func (p *parser) nearestPeriod(word string) string {
	if meant, ok := meantPeriod(word); ok {
		return meant.String()
	}
	if _, several := MeantRange(word); several || len(word) <= len("2013") || p.data == nil {
		return ""
	}
	near, _ := Nearest(word, IDs(p.data, ByPeriod))
	return near
}

// choose sets what a key of few words says, by the word's place among them.
func choose[T ~uint8](to *T, t token, word string, words []string) error {
	i := slices.Index(words, word)
	if i < 0 {
		return unknown(t, t.key.String(), word, words)
	}
	*to = T(i)
	return nil
}

func (p *parser) readMeasure(q *Query, t token, word string) error {
	var place report.Column
	if err := choose(&place, t, word, namesOf(report.Measures())); err != nil {
		return err
	}
	q.Measure = report.Measures()[place]
	return nil
}

func (p *parser) readSort(q *Query, t token, word string) error {
	s := Sort{Set: true}
	word, s.Descending = strings.CutPrefix(word, "-")
	column, known := report.ColumnNamed(word)
	at, err := report.ParsePeriod(word)
	switch {
	case word == "":
		return t.fail("%s has no value: name a column after the -", t.text)
	case q.View.Records():
		if s.Field = report.FieldNamed(word); s.Field == report.NoField {
			return unknown(t, "column", word, namesOf(report.Fields()))
		}
	case err == nil && q.By == ByPeriod:
		return t.fail("cannot sort by %s with by=%s: each row has a period of its own", at, q.By)
	case err == nil:
		s.At = at
	case word[0] >= '0' && word[0] <= '9': // no column begins so
		fault := t.fail("%v", err)
		fault.Nearest = p.nearestPeriod(word)
		return fault
	case known:
		s.Column = column
	case word == keyMeasure.String():
		s.Column = q.Measure
	case word == "name" || word == q.By.String():
		s.Key = true
	case slices.Contains(dimensionNames[:], word):
		return t.fail("cannot sort by %q with by=%s: write sort=%s, or the name of a figure such as requests", word, q.By, q.By)
	default:
		words := []string{q.By.String(), "name"}
		for c := range report.Column(report.NumColumns) {
			words = append(words, c.String())
		}
		return unknown(t, "column", word, words)
	}
	q.Sort = s
	return nil
}

func readTop(q *Query, t token, word string) error {
	if word == allWord {
		return nil
	}
	return readNumber(&q.Top, t, word, "shows", "top %q is not a number: write how many rows to show, as in top=20")
}

// readNumber reads a number of one and more: less does nothing, as does says, and what
// refuses a word that is no number.
func readNumber(to *int, t token, word, does, what string) error {
	n, err := strconv.Atoi(word)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return t.fail("%s=%s is more than any view holds: leave %[1]s out to see all", t.key, report.Clip(word))
	case err != nil || word[0] == '+':
		return t.fail(what, report.Clip(word))
	case n < 1:
		return t.fail("%s=%d %s nothing: write 1 or more, or leave %[1]s out to see all", t.key, n, does)
	}
	*to = n
	return nil
}

// readBy reads what the rows are; year is taken for periods of a year.
func readBy(q *Query, t token, word string) error {
	if word == Years.String() {
		q.By, q.Grain = ByPeriod, Years
		return nil
	}
	words := append(slices.Clone(dimensionNames[:]), Years.String())
	return choose(&q.By, t, word, words)
}

// readAgainst reads what change compares with: previous, year, or a period.
func (p *parser) readAgainst(q *Query, t token, word string) error {
	switch word {
	case againstWords[0]:
		q.Against = Against{}
		return nil
	case againstWords[1]:
		q.Against = Against{Year: true}
		return nil
	}
	if strings.Contains(word, "..") {
		return t.fail("%s takes one period, not the range %q: write a year (2012) or a half-year (2013-H1)", t.key, report.Clip(word))
	}
	period, err := report.ParsePeriod(strings.ToUpper(word))
	if err == nil {
		q.Against = Against{Period: period}
		return nil
	}
	if word[0] >= '0' && word[0] <= '9' {
		fault := t.fail("%v", err)
		fault.Nearest = p.nearestPeriod(word)
		return fault
	}
	fault := t.fail("unknown %s %q: write %s, or a period such as 2013-H1", t.key, report.Clip(word), report.OrList(againstWords))
	if meant, ok := meantPeriod(word); ok {
		fault.Nearest = meant.String()
	} else {
		fault.Nearest, _ = Nearest(word, againstWords)
	}
	return fault
}
