package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"daylight/model/report"
)

// IDs lists what a query may call the values of a dimension, each once: codes of
// countries, names of regions and NoRegion, groups of countries and NoGroup, names
// of outcomes, and the ids that
// the tables define, whether records use them or not. Periods are written, not
// listed: of those only the ones that records have.
func IDs(d *report.Dataset, b Dimension) []string {
	switch b {
	case ByCountry:
		return idsOf(d.Countries, func(c *report.Country) string { return c.Code })
	case ByRegion:
		return append(slices.Clip(d.Regions), report.NoRegion)
	case ByGroup:
		return append(slices.Clip(d.Groups), report.NoGroup)
	case ByService:
		return idsOf(d.Services, func(s *report.Service) string { return s.ID })
	case ByType:
		return idsOf(d.Types, func(t *report.Type) string { return t.ID })
	case ByOutcome:
		return namesOf(report.Outcomes())
	case ByPeriod:
		return namesOf(d.Periods)
	}
	return idsOf(d.Publishers, func(p *report.Publisher) string { return p.ID })
}

// idsOf lists the ids of a table, sorted and each once.
func idsOf[T any](table []T, id func(*T) string) []string {
	ids := make([]string, len(table))
	for i := range table {
		ids[i] = id(&table[i])
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Matching lists the ids of a dimension that a word can mean, whatever its case:
// none, one, or several when countries share another name or its first word. A
// group's id goes before its label.
func Matching(d *report.Dataset, b Dimension, word string) []string {
	if b == ByPeriod {
		p, err := report.ParsePeriod(word)
		if err != nil {
			return nil
		}
		return []string{p.String()}
	}
	if b == ByCountry {
		if _, known := d.CountryIndex(word); known {
			return []string{word}
		}
		return d.Names().Find(word)
	}
	ids := IDs(d, b)
	if slices.Contains(ids, word) {
		return []string{word}
	}
	folded := report.Fold(strings.TrimSpace(word))
	for _, id := range ids {
		if report.Fold(id) == folded {
			return []string{id}
		}
	}
	if b == ByGroup {
		for _, id := range ids {
			if report.Fold(d.GroupLabel(id)) == folded {
				return []string{id}
			}
		}
	}
	return nil
}

// Spellings lists every word that Matching understands for a dimension, as a
// query writes it: the ids and, of countries, the folded names and aliases, of
// groups the folded labels.
func Spellings(d *report.Dataset, b Dimension) []string {
	words := IDs(d, b)
	if b == ByGroup {
		for _, id := range d.Groups {
			words = append(words, report.Fold(d.GroupLabel(id)))
		}
	}
	if b == ByCountry {
		for _, c := range d.Countries {
			words = append(words, report.Fold(c.Name))
			for _, alias := range c.Aliases {
				words = append(words, report.Fold(alias))
			}
		}
	}
	for i, w := range words {
		words[i] = Escaped(w)
	}
	return words
}

// DefaultPublisher is what an unset publisher filter means: the one that the data is
// about, unless publishers are what a query shows.
func DefaultPublisher(d *report.Dataset, q Query) Filter {
	reports := func(s report.Series) bool { return s.Records > 0 && d.Publishers[s.Publisher].ID == d.Main }
	if q.By != ByPublisher && !q.View.OfPublishers() && slices.ContainsFunc(d.Series, reports) {
		return Filter{Mode: Only, IDs: []string{d.Main}}
	}
	return Filter{Mode: All}
}

// fewWords is how many words an error lists when none of them is near.
const fewWords = 20

// unknown refuses a word that is none of those known, and names the nearest or,
// when none is near, all of them if they are few.
func unknown(t token, kind, word string, known []string) error {
	err := t.fail("unknown %s %q", kind, report.Clip(word))
	switch near, found := Nearest(Escaped(word), known); {
	case found:
		err.Nearest = near
	case len(known) > fewWords:
		err.Message += fmt.Sprintf(": it is none of the %d that this data knows", len(known))
	case len(known) > 0:
		err.Message += ": write " + report.OrList(known)
	}
	return err
}

// noSign refuses a token that is not key=value, and says which it may have been.
func (p *parser) noSign(t token) error {
	if i := slices.Index(p.keys(), strings.ToLower(t.text)); i >= 0 {
		return t.fail("%s has no value: write it as key=value, as in country=FR", t.text)
	}
	err := t.fail("%q is not key=value", report.Clip(t.text))
	if key, value, colon := strings.Cut(t.text, ":"); colon && value != "" && slices.Contains(p.keys(), strings.ToLower(key)) {
		err.Nearest = strings.ToLower(key) + "=" + value
	} else if word, ok := unescape(t.text); ok {
		err.Nearest = cmp.Or(p.continued(t), p.tokenFor(word))
	}
	if err.Nearest == "" {
		err.Message += ": write a key and a value, as in country=FR or period=2012"
	}
	return err
}

// continued is the token before, with t as the second word of its value, where
// that makes a value: country=united kingdom was meant as country=united+kingdom.
func (p *parser) continued(t token) string {
	if len(p.tokens) == 0 || p.data == nil {
		return ""
	}
	before := p.tokens[len(p.tokens)-1]
	joined := before.text + "+" + t.text
	if before.key == keySearch {
		return joined
	}
	b, filters := before.key.filters()
	last := before.value[strings.LastIndexByte(before.value, ',')+1:]
	word, ok := unescape(last + "+" + t.text)
	if filters && ok && len(Matching(p.data, b, word)) > 0 {
		return joined
	}
	return ""
}

// tokenFor is the token that a word without a key was probably meant as: the key
// whose value it is, or nearly is.
func (p *parser) tokenFor(word string) string {
	if p.data == nil || strings.TrimSpace(word) == "" {
		return ""
	}
	if meant, ok := MeantRange(word); ok {
		return "period=" + meant.String()
	}
	if view := strings.ToLower(word); slices.Contains(ViewNames(), view) {
		return "view=" + view
	}
	dimensions := []Dimension{ByCountry, ByPublisher, ByService, ByType, ByOutcome, ByRegion, ByGroup}
	for _, b := range dimensions {
		if ids := Matching(p.data, b, word); len(ids) > 0 {
			return b.String() + "=" + Escaped(ids[0])
		}
	}
	var words []string
	keys := map[string]Dimension{}
	for _, b := range dimensions {
		for _, w := range Spellings(p.data, b) {
			if _, taken := keys[w]; !taken {
				keys[w] = b
				words = append(words, w)
			}
		}
	}
	near, found := Nearest(Escaped(word), words)
	if !found {
		return ""
	}
	return keys[near].String() + "=" + near
}

// namesOf lists what some things are called.
func namesOf[T fmt.Stringer](things []T) (names []string) {
	for _, t := range things {
		names = append(names, t.String())
	}
	return names
}
