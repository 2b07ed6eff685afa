package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
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
		keyView:      {wordsOf(viewNames[:]), "how it is shown"},
		keyPublisher: {"list", "who reports; microsoft unless named"},
		keyService:   {"list", "what was asked about"},
		keyCountry:   {"list", "who asks: a code or a name, GB or united+kingdom"},
		keyRegion:    {"list", "the part of the world that asks"},
		keyGroup:     {"list", "a group of countries, by its members in each half-year"},
		keyOutcome:   {"list", "what came of it"},
		keyType:      {"list", "the kind of request; those counted in totals unless named"},
		keyPeriod:    {"list", "2012, 2013-H1, 2013-H1..2014-H2, 2020-H1.."},
		keyBy:        {wordsOf(dimensionNames[:]) + " " + Years.String(), "what the rows are"},
		keyMeasure:   {measureWords(), "what is measured"},
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

func measureWords() string {
	var list []string
	for _, c := range Measures() {
		list = append(list, c.String())
	}
	return wordsOf(list)
}

// Completion is a word that may stand next in a query, whole, with what it
// means and, where it is a value that records have, how many requests that is.
type Completion struct {
	Word     string
	Says     string
	Requests Figure
	Open     bool   // more is to follow: a value after a key
	Also     string // the name of a country, in lower case, that begins with what is typed
}

// Complete offers the words that may stand where word is being typed after the
// words before: keys, and after a key the values that have records under the
// other words, those asked for most first. It is empty where nothing fits.
func (e *Engine) Complete(before []string, word string) []Completion {
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
	var from Period // of a range, whose end is to be completed
	if begun := strings.LastIndex(typed, ".."); key == keyPeriod && begun >= 0 {
		from, _ = ParsePeriod(typed[:begun])
		start, typed, given = start+typed[:begun+2], typed[begun+2:], nil
	}
	word, ok := unescape(typed)
	if !ok {
		return nil
	}
	taken := e.meant(key, given)
	sought := Sought{text: Fold(word)}
	if key == keyCountry {
		sought = e.data.Seek(word)
	}
	var found []Completion
	for _, v := range e.values(key, before) {
		begins := strings.HasPrefix(Fold(v.Word), sought.text) || strings.HasPrefix(Fold(v.Says), sought.text)
		if key == keyCountry {
			if called := e.data.Called(v.Word); called != nil {
				begins = begins || called.Begins(sought)
				v.Also = called.beginning(sought.text)
			}
		}
		if end, err := ParsePeriod(v.Word); from != (Period{}) && (err != nil || end.End() <= from.End()) {
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
func (e *Engine) meant(key queryKey, values []string) []string {
	b, filters := key.filters()
	if !filters {
		return nil
	}
	var taken []string
	for _, v := range values {
		word, _ := unescape(v)
		if ids := Matching(e.data.Dataset, b, word); len(ids) == 1 {
			taken = append(taken, escaped(ids[0]))
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
func (e *Engine) values(key queryKey, before []string) []Completion {
	var list []Completion
	if b, filters := key.filters(); filters {
		q, err := Parse(strings.Join(before, " "), e.data.Dataset)
		if err != nil {
			q = Query{} // a mistake further left must not leave the person without help here
		}
		for _, row := range e.Facet(q, b).Rows {
			list = append(list, Completion{Word: escaped(row.ID), Says: row.Name, Requests: row.Figures[Requests]})
		}
		return list
	}
	switch key {
	case keySort:
		for i := range NumColumns {
			c := Column(i)
			list = append(list,
				Completion{Word: "-" + c.String(), Says: fmt.Sprintf("%s, greatest first", c.Label())},
				Completion{Word: c.String(), Says: c.Label()})
		}
		q, _ := Parse(strings.Join(before, " "), e.data.Dataset)
		if q.By == ByPeriod {
			break // each row has a period of its own
		}
		axis := e.Facet(q, ByPeriod).Rows
		for i := range axis {
			row := &axis[len(axis)-1-i] // the latest first
			list = append(list,
				Completion{Word: "-" + row.ID, Says: "the measure in " + row.ID + ", greatest first", Requests: row.Figures[Requests]},
				Completion{Word: row.ID, Says: "the measure in " + row.ID, Requests: row.Figures[Requests]})
		}
	case keyMeasure:
		for _, c := range Measures() {
			list = append(list, Completion{Word: c.String(), Says: strings.ToLower(c.Label()) + ": " + c.Hint()})
		}
	case keyAgainst:
		for i, says := range []string{"as many months just before", "the same months, one year earlier"} {
			list = append(list, Completion{Word: againstWords[i], Says: says})
		}
		q, _ := Parse(strings.Join(before, " "), e.data.Dataset)
		axis := e.Facet(q, ByPeriod).Rows
		for i := range axis {
			row := &axis[len(axis)-1-i] // the latest first
			list = append(list, Completion{Word: row.ID, Says: "against " + row.ID, Requests: row.Figures[Requests]})
		}
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
