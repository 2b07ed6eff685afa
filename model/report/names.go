package report

import (
	"slices"
	"strings"
)

// What countries are called. Reports, standards and people write one name in many
// ways, so none of them is looked up as it is written: both what is asked for and
// what the country table has are brought into one form.
//
//	Korea, Republic of          republic of korea
//	Iran (Islamic Republic of)  islamic republic of iran
//	Bahamas, The                bahamas
//	Saint Lucia                 st lucia
//	Hong Kong SAR China         hong kong
//	Taiwan, Province of China   taiwan
//
// Case, accents, dots, dashes and apostrophes are Fold's. A word may also be a code
// of two or three letters, or the first word of a name where no other country has
// it; and the Kingdom of Spain is Spain, as nothing else is a something of Spain.

// Names finds countries by what they are called.
type Names struct {
	countries []Country
	called    []Called         // by index into countries
	codes     map[string]int   // alpha-2 and alpha-3, folded
	names     map[string]int   // by the form of a name …
	aliases   map[string][]int // … of all names …
	firsts    map[string][]int // … and by their first words
	lasts     map[string][]int // what follows the last " of " of a name
}

// Called is every name of one country, as searches read it.
type Called struct {
	code  string
	lines string // each name in lower case after a line feed, that of tables first
}

// NewNames reads the names of countries.
func NewNames(countries []Country) *Names {
	n := &Names{
		countries: countries, called: make([]Called, len(countries)),
		codes: make(map[string]int, 2*len(countries)), names: make(map[string]int, len(countries)), aliases: make(map[string][]int, len(countries)),
		firsts: make(map[string][]int, len(countries)), lasts: map[string][]int{},
	}
	add := func(to map[string][]int, key string, country int) {
		if !slices.Contains(to[key], country) {
			to[key] = append(to[key], country)
		}
	}
	var lines []string
	for i := range countries {
		c := &countries[i]
		n.codes[Fold(c.Code)] = i // which goes before all of three letters, below
		lines = lines[:0]
		write := func(line string) {
			if line != "" && !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
		write(Fold(c.Name))
		write(Fold(c.Code))
		for k := range len(c.Aliases) + 1 {
			name := c.Name
			if k > 0 {
				name = c.Aliases[k-1]
			}
			folded := Fold(name)
			form := nameForm(folded)
			if form == "" {
				continue
			}
			if _, taken := n.names[form]; k == 0 && !taken {
				n.names[form] = i
			}
			add(n.aliases, form, i)
			write(folded)
			write(form)
			write(spelledOut(folded))
			write(turned(folded))
			if _, last, found := cutLast(form, " of "); found {
				add(n.lasts, last, i)
			}
			if c.Code == NotItemised {
				continue // it is no place whose name could be shortened
			}
			for _, spelling := range []string{form, folded, spelledOut(folded)} {
				if end := strings.IndexAny(spelling, " -"); end > 0 && spelling[:end] != "the" {
					add(n.firsts, spelling[:end], i)
				}
			}
		}
		n.called[i] = Called{c.Code, "\n" + strings.Join(lines, "\n")}
	}
	for i := range countries {
		if code := Fold(countries[i].Alpha3); code != "" {
			if _, taken := n.codes[code]; !taken {
				n.codes[code] = i
			}
		}
	}
	return n
}

// Called is every name of one of the countries, by its index.
func (n *Names) Called(country int) *Called { return &n.called[country] }

// Find lists the codes of the countries that a word can mean: none, one, or several
// that share a name or the first word of one. A code goes before a name, that before
// other names, and those before a first word.
func (n *Names) Find(word string) []string {
	folded := strings.TrimSpace(Fold(word))
	if i, known := n.codes[folded]; known {
		return []string{n.countries[i].Code}
	}
	form := nameForm(folded)
	if form == "" {
		return nil
	}
	if i, known := n.names[form]; known {
		return []string{n.countries[i].Code}
	}
	found := n.aliases[form]
	if title, place, titled := cutLast(form, " of "); len(found) == 0 && titled && isTitle(title) {
		bare, others := n.aliases[place], n.lasts[place]
		if len(bare) == 1 && (len(others) == 0 || slices.Equal(others, bare)) {
			found = bare
		}
	}
	const fewLetters = 3 // two could be the code of anything
	for _, first := range [2]string{form, folded} {
		if len(found) == 0 && len(first) >= fewLetters {
			found = n.firsts[first]
		}
	}
	var codes []string
	for _, i := range found {
		codes = append(codes, n.countries[i].Code)
	}
	return codes
}

// cutLast cuts a text around the last of its separators.
func cutLast(s, sep string) (before, after string, found bool) {
	if at := strings.LastIndex(s, sep); at >= 0 {
		return s[:at], s[at+len(sep):], true
	}
	return s, "", false
}

// isTitle says whether what stands before "of" is what a state calls itself.
func isTitle(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return slices.Contains([]string{"republic", "kingdom", "state", "states", "commonwealth", "federation", "union", "principality", "duchy", "sultanate", "emirate"}, last)
}

// inChina are the words after a comma that say where a place lies, and name nothing.
var inChina = []string{"province of china", "sar china", "china", "sar"}

// sarChina ends the names that Unicode gives to special administrative regions.
const sarChina = " sar china"

// nameForm is the form in which a folded name is looked up.
func nameForm(folded string) string {
	form := commaForm(strings.TrimSpace(folded))
	if name, tail, qualified := strings.Cut(form, ","); qualified && !strings.Contains(tail, ",") {
		name, tail = strings.TrimSpace(name), strings.TrimSpace(tail)
		if tail == "" || slices.Contains(inChina, tail) {
			form = name
		} else {
			form = tail + " " + name
		}
	}
	form = strings.TrimSuffix(strings.TrimSuffix(form, sarChina), " sar")
	if !strings.Contains(form, "the") && !strings.Contains(form, "saint") {
		return form
	}
	var words []string
	for _, w := range strings.Fields(form) {
		switch w {
		case "the":
			continue
		case "saint":
			w = "st"
		}
		words = append(words, w)
	}
	if len(words) == 0 {
		return form
	}
	return strings.Join(words, " ")
}

// commaForm writes what stands in parentheses at the end of a name, closed or not
// yet, after a comma.
func commaForm(folded string) string {
	name, inside, found := strings.Cut(folded, " (")
	if !found || strings.Contains(strings.TrimSuffix(inside, ")"), ")") {
		return folded
	}
	return name + ", " + strings.TrimSuffix(inside, ")")
}

// spelledOut is a folded name with Saint for St.
func spelledOut(folded string) string {
	if !strings.Contains(folded, "st ") {
		return folded
	}
	return strings.TrimPrefix(strings.ReplaceAll(" "+folded, " st ", " saint "), " ")
}

// turned is "x, republic of the" for a folded "republic of the x"; empty for a name
// that is not built so.
func turned(folded string) string {
	title, place, of := cutLast(folded, " of ")
	if !of || !isTitle(title) {
		return ""
	}
	if rest, the := strings.CutPrefix(place, "the "); the {
		return rest + ", " + title + " of the"
	}
	return place + ", " + title + " of"
}

// Sought is a text that is looked for in names.
type Sought struct {
	text  string   // folded: may stand anywhere in a name
	begin []string // other forms of it, with which a name begins
	codes []string // the countries that it names, if it is whole
}

// Seek reads what is typed to find a country, which may be unfinished.
func (n *Names) Seek(text string) Sought {
	s := Sought{text: Fold(text), codes: n.Find(text)}
	also := func(form string) {
		if form != "" && form != s.text && !slices.Contains(s.begin, form) {
			s.begin = append(s.begin, form)
		}
	}
	form := commaForm(s.text)
	also(form)
	also(nameForm(s.text))
	if name, tail, qualified := strings.Cut(form, ","); qualified && slices.ContainsFunc(inChina, func(whole string) bool {
		return strings.HasPrefix(whole, strings.TrimSpace(tail))
	}) {
		also(name)
	}
	if at := strings.LastIndex(form, " sar"); at > 0 && strings.HasPrefix(sarChina, form[at:]) {
		also(form[:at])
	}
	return s
}

// SeekText reads what is typed to find something else than a country.
func SeekText(text string) Sought { return Sought{text: Fold(text)} }

// Text is what is looked for, folded.
func (s Sought) Text() string { return s.text }

// Holds says whether a name of the country holds what is looked for, or begins with
// it in another form, or whether it names the country in a way of its own.
func (c *Called) Holds(s Sought) bool {
	return strings.Contains(c.lines, s.text) || c.begins(s.begin...) || slices.Contains(s.codes, c.code)
}

// Begins says whether a name of the country begins with what is looked for, or is it.
func (c *Called) Begins(s Sought) bool {
	return c.begins(s.text) || c.begins(s.begin...) || slices.Contains(s.codes, c.code)
}

// Beginning is the first name of the country that begins with the text that is looked
// for; empty for none.
func (c *Called) Beginning(s Sought) string {
	text := s.text
	_, rest, found := strings.Cut(c.lines, "\n"+text)
	if !found {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "\n")
	return text + rest
}

// Is says whether what is looked for names the country and no other.
func (c *Called) Is(s Sought) bool { return len(s.codes) == 1 && s.codes[0] == c.code }

func (c *Called) begins(texts ...string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(c.lines, "\n"+text) })
}

// String is every name, one after the other, that of tables first.
func (c *Called) String() string { return strings.ReplaceAll(c.lines[1:], "\n", " ") }
