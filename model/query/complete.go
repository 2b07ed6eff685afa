package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"daylight/model/report"
)

// Key is one key of a query, as help and completion present it.
type Key struct {
	Name   string
	Values string // the words that it takes, or what they are
	Says   string // what it is for
}

// Keys lists the keys of a query in the order of canonical text.
func Keys() []Key {
	says := [numKeys][2]string{
		keyView:      {wordsOf(ViewNames()), "how it is shown"},
		keyPublisher: {"list", "who reports; microsoft unless named"},
		keyService:   {"list", "what was asked about"},
		keyCountry:   {"list", "who asks: a code or a name, GB or united+kingdom"},
		keyRegion:    {"list", "the part of the world that asks"},
		keyGroup:     {"list", "a group of countries, by its members in each half-year"},
		keyOutcome:   {"list", "what came of it"},
		keyType:      {"list", "the kind of request; those counted in totals unless named"},
		keyPeriod:    {"list", "2012, 2013-H1, 2013-H1..2014-H2, 2020-H1.."},
		keyBy:        {wordsOf(dimensionNames[:]) + " " + Years.String(), "what the rows are"},
		keyMeasure:   {wordsOf(namesOf(report.Measures())), "what is measured"},
		keyGrain:     {wordsOf(grainNames[:]), "what a period is in rows, columns and lines"},
		keyAgainst:   {wordsOf(againstWords) + " period", "what change and difference compare with"},
		keyMin:       {"number", "the fewest requests of a row; 10 for rates unless named"},
		keyScale:     {wordsOf(scaleNames[:]), "how bars turn figures into lengths"},
		keySort:      {"column", "a column by its csv name, or a period; - before it for the greatest first"},
		keyTop:       {"number", "how many rows"},
		keySearch:    {"text", "part of a name, code or alias"},
		keySelect:    {"row", "the row under the cursor, by its id"},
		keyPins:      {"rows", "rows to compare, by their ids"},
	}
	keys := make([]Key, numKeys)
	for k := range keys {
		keys[k] = Key{keyNames[k], says[k][0], says[k][1]}
	}
	return keys
}

func wordsOf(list []string) string { return strings.Join(list, " ") }

// Completion is a word that may stand next in a query, whole, with what it means.
type Completion struct {
	Word string
	Says string
	Open bool   // more is to follow: a value after a key
	Also string // the name of a country, in lower case, that begins with what is typed
	ID   string // of the value that records have, if it stands for one
}

// Value is a value of a dimension that records have: its id, and its name for people.
type Value struct{ ID, Name string }

// completer completes words of a query about a dataset. Facet lists the values of a
// dimension that have records under a query's other filters, in the order in which
// they are offered.
type completer struct {
	data  *report.Dataset
	facet func(q Query, b Dimension) []Value
}

// Complete offers the words that may stand where word is being typed after the
// words before: keys, and after a key the values that have records under the
// other words, as facet lists them. It is empty where nothing fits.
func Complete(d *report.Dataset, before []string, word string, facet func(Query, Dimension) []Value) []Completion {
	c := completer{d, facet}
	at := strings.IndexByte(word, '=')
	if at < 0 {
		return completeKey(before, word)
	}
	name := strings.ToLower(strings.TrimSuffix(word[:at], "!"))
	i := slices.Index(keyNames[:], name)
	if i < 0 {
		return nil
	}
	key := queryKey(i)
	start, typed := word[:at+1], word[at+1:]
	var given []string // values that stand in the list already
	if key.isList() {
		if rest, turned := strings.CutPrefix(typed, "!"); turned {
			start, typed = start+"!", rest
		}
		if comma := strings.LastIndexByte(typed, ','); comma >= 0 {
			given = strings.Split(typed[:comma], ",")
			start, typed = start+typed[:comma+1], typed[comma+1:]
		}
	}
	var from report.Period // of a range, whose end is to be completed
	if begun := strings.LastIndex(typed, ".."); key == keyPeriod && begun >= 0 {
		from, _ = report.ParsePeriod(typed[:begun])
		start, typed, given = start+typed[:begun+2], typed[begun+2:], nil
	}
	word, ok := unescape(typed)
	if !ok {
		return nil
	}
	taken := c.meant(key, given)
	sought := report.SeekText(word)
	if key == keyCountry {
		sought = d.Seek(word)
	}
	var found []Completion
	for _, v := range c.values(key, before) {
		begins := strings.HasPrefix(report.Fold(v.Word), sought.Text()) || strings.HasPrefix(report.Fold(v.Says), sought.Text())
		if key == keyCountry {
			if called := d.Called(v.Word); called != nil {
				begins = begins || called.Begins(sought)
				v.Also = called.Beginning(sought)
			}
		}
		if end, err := report.ParsePeriod(v.Word); from != (report.Period{}) && (err != nil || end.End() <= from.End()) {
			continue
		}
		if begins && !slices.Contains(taken, v.Word) {
			v.Word = start + v.Word
			found = append(found, v)
		}
	}
	return found
}

// meant lists what the values of a list mean, as completions write it.
func (c completer) meant(key queryKey, values []string) []string {
	b, filters := key.filters()
	if !filters {
		return nil
	}
	var taken []string
	for _, v := range values {
		word, _ := unescape(v)
		if ids := Matching(c.data, b, word); len(ids) == 1 {
			taken = append(taken, Escaped(ids[0]))
		}
	}
	return taken
}

// completeKey offers the keys that no word before has.
func completeKey(before []string, typed string) []Completion {
	var found []Completion
	for _, k := range Keys() {
		given := slices.ContainsFunc(before, func(w string) bool {
			w = strings.ToLower(w)
			return strings.HasPrefix(w, k.Name+"=") || strings.HasPrefix(w, k.Name+"!=")
		})
		if !given && strings.HasPrefix(k.Name, strings.ToLower(typed)) {
			found = append(found, Completion{Word: k.Name + "=", Says: k.Says, Open: true})
		}
	}
	return found
}

// values lists the values of a key.
func (c completer) values(key queryKey, before []string) []Completion {
	var list []Completion
	q, _ := Parse(strings.Join(before, " "), c.data) // a mistake further left must not leave the person without help here
	periods := func(offer func(id string)) {
		for _, v := range slices.Backward(c.facet(q, ByPeriod)) { // the latest first
			offer(v.ID)
		}
	}
	if b, filters := key.filters(); filters {
		for _, v := range c.facet(q, b) {
			list = append(list, Completion{Word: Escaped(v.ID), Says: v.Name, ID: v.ID})
		}
		return list
	}
	switch key {
	case keySort:
		for i := range report.NumColumns {
			column := report.Column(i)
			list = append(list,
				Completion{Word: "-" + column.String(), Says: fmt.Sprintf("%s, greatest first", column.Label())},
				Completion{Word: column.String(), Says: column.Label()})
		}
		if q.By == ByPeriod {
			break // each row has a period of its own
		}
		periods(func(id string) {
			list = append(list,
				Completion{Word: "-" + id, Says: "the measure in " + id + ", greatest first", ID: id},
				Completion{Word: id, Says: "the measure in " + id, ID: id})
		})
	case keyMeasure:
		for _, m := range report.Measures() {
			list = append(list, Completion{Word: m.String(), Says: strings.ToLower(m.Label()) + ": " + m.Hint()})
		}
	case keyAgainst:
		for i, says := range []string{"as many months just before", "the same months, one year earlier"} {
			list = append(list, Completion{Word: againstWords[i], Says: says})
		}
		periods(func(id string) { list = append(list, Completion{Word: id, Says: "against " + id, ID: id}) })
	case keyMin:
		for _, n := range Minima() {
			list = append(list, Completion{Word: strconv.Itoa(n), Says: fmt.Sprintf("rows of at least %d requests", n)})
		}
	case keyView, keyBy, keyGrain, keyScale:
		for _, w := range strings.Fields(Keys()[key].Values) {
			list = append(list, Completion{Word: w})
		}
	}
	return list
}
