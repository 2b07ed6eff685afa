package load

import (
	"cmp"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// The tables of words, by file. Each lists its columns in the order of the
// constants below it.
const (
	publishersFile = "publishers.csv"
	servicesFile   = "services.csv"
	typesFile      = "types.csv"
	countriesFile  = "countries.csv"
	populationFile = "population.csv"
	sourcesFile    = "sources.csv"
	notesFile      = "notes.csv"
	tablesFile     = "tables.csv"
	groupsFile     = "groups.csv"
)

var publisherColumns = []column{{"publisher", true}, {"label", true}, {"main", false}}

const (
	publisherID = iota
	publisherLabel
	publisherMain
)

var serviceColumns = []column{{"publisher", true}, {"service", true}, {"label", true}, {"definition", false}}

const (
	servicePublisher = iota
	serviceID
	serviceLabel
	serviceDefinition
)

var typeColumns = []column{
	{"publisher", true}, {"type", true}, {"label", true}, {"definition", false},
	{"in_totals", true}, {"outcome_unit", false},
}

const (
	typePublisher = iota
	typeID
	typeLabel
	typeDefinition
	typeInTotals
	typeOutcomeUnit
)

var countryColumns = []column{
	{"code", true}, {"alpha3", false}, {"name", true}, {"aliases", false}, {"region", false}, {"subregion", false},
	{"population", false}, {"population_year", false}, {"lat", false}, {"lon", false},
}

const (
	countryCode = iota
	countryAlpha3
	countryName
	countryAliases
	countryRegion
	countrySubregion
	countryPopulation
	countryPopulationYear
	countryLat
	countryLon
)

var populationColumns = []column{{"iso2", true}, {"year", true}, {"population", true}}

const (
	populationCountry = iota
	populationYear
	populationPeople
)

var sourceColumns = []column{
	{"id", true}, {"publisher", false}, {"title", true}, {"published", false}, {"url", false}, {"obtained", false},
}

const (
	sourceID = iota
	sourcePublisher
	sourceTitle
	sourcePublished
	sourceURL
	sourceObtained
)

var noteColumns = []column{{"id", true}, {"scope", true}, {"break", false}, {"text", true}}

const (
	noteID = iota
	noteScope
	noteBreak
	noteText
)

// earlier remembers on which line a key stood, to name both lines of a pair.
type earlier[K comparable] map[K]int

// first says whether the row is the first with this key, and reports it if not.
func (e earlier[K]) first(s *sheet, key K, i int) bool {
	if line, twice := e[key]; twice {
		s.wrong(i, "%q stands in line %d already: keep one of the two", s.at(i), line)
		return false
	}
	e[key] = s.line
	return true
}

// eachRow reads a file of words, if there is one.
func (l *loader) eachRow(file string, columns []column, row func(s *sheet)) {
	text, err := fs.ReadFile(l.fsys, file)
	if isMissing(err) {
		return
	}
	if err != nil {
		l.problems = append(l.problems, Problem{file, 1, 1, Error, "cannot be read: " + err.Error()})
		l.unread = append(l.unread, file)
		return
	}
	s := openSheet(file, string(text), columns, &l.problems)
	if s == nil {
		l.unread = append(l.unread, file)
		return
	}
	for s.next() {
		row(s)
	}
}

// readWords reads every table of words. What the files define comes before what
// the base tables do.
func (l *loader) readWords(base report.Tables) {
	l.readPublishers()
	l.readServices()
	l.readTypes()
	l.readCountries()
	l.readSources()
	t := &l.tables
	t.Services = over(base.Services, t.Services, serviceKey)
	t.Types = over(base.Types, t.Types, typeKey)
	t.Countries = over(base.Countries, t.Countries, func(c report.Country) string { return c.Code })
	t.Sources = over(base.Sources, t.Sources, func(s report.Source) string { return s.ID })
	for _, s := range t.Services {
		named := func(p report.Publisher) bool { return p.ID == s.Publisher }
		if !slices.ContainsFunc(t.Publishers, named) && !slices.ContainsFunc(base.Publishers, named) {
			t.Publishers = append(t.Publishers, report.Publisher{ID: s.Publisher, Label: s.Publisher})
		}
	}
	t.Publishers = over(base.Publishers, t.Publishers, func(p report.Publisher) string { return p.ID })
	t.Main = cmp.Or(t.Main, base.Main)
	l.index()

	l.readPopulation()
	l.readNotes()
	l.readAbsences()
	l.readMembers()
	t.Populations = over(base.Populations, t.Populations, func(p report.Population) report.Population {
		return report.Population{Country: p.Country, Year: p.Year}
	})
	t.Notes = over(base.Notes, t.Notes, func(n report.Note) string { return n.ID })
	t.Absences = slices.Concat(base.Absences, t.Absences) // of equals the later line counts
	t.Members = over(base.Members, t.Members, memberKey)
}

func serviceKey(s report.Service) [2]string { return [2]string{s.Publisher, s.ID} }
func typeKey(t report.Type) [2]string       { return [2]string{t.Publisher, t.ID} }

// over lays a file's own rows over the base table: one with the same key takes
// its place, the others follow. It never changes base, which others may share.
func over[T any, K comparable](base, own []T, key func(T) K) []T {
	if len(base) == 0 {
		return own
	}
	at := make(map[K]int, len(base))
	out := slices.Clone(base)
	for i, item := range out {
		at[key(item)] = i
	}
	for _, item := range own {
		if i, known := at[key(item)]; known {
			out[i] = item
		} else {
			out = append(out, item)
		}
	}
	return out
}

func (l *loader) readPublishers() {
	seen := earlier[string]{}
	l.eachRow(publishersFile, publisherColumns, func(s *sheet) {
		p := report.Publisher{ID: s.id(publisherID), Label: s.need(publisherLabel)}
		if p.ID != "" && seen.first(s, p.ID, publisherID) {
			l.tables.Publishers = append(l.tables.Publishers, p)
		}
		switch main := s.at(publisherMain); {
		case main == "", main == "no":
		case main != "yes":
			s.wrong(publisherMain, "main is %q: write yes for the publisher that a query asks when it names none, else no", main)
		case l.tables.Main != "":
			s.wrong(publisherMain, "%q is the main publisher already: there can be one", l.tables.Main)
		default:
			l.tables.Main = p.ID
		}
	})
}

func (l *loader) readServices() {
	seen := earlier[[2]string]{}
	l.eachRow(servicesFile, serviceColumns, func(s *sheet) {
		service := report.Service{
			Publisher: s.id(servicePublisher), ID: s.id(serviceID),
			Label: s.need(serviceLabel), Definition: s.words(serviceDefinition),
		}
		if service.ID != "" && seen.first(s, serviceKey(service), serviceID) {
			l.tables.Services = append(l.tables.Services, service)
		}
	})
}

func (l *loader) readTypes() {
	seen := earlier[[2]string]{}
	l.eachRow(typesFile, typeColumns, func(s *sheet) {
		t := report.Type{
			Publisher: s.id(typePublisher), ID: s.id(typeID),
			Label: s.need(typeLabel), Definition: s.words(typeDefinition),
		}
		switch yes := s.at(typeInTotals); yes {
		case "yes":
			t.InTotals = true
		case "no":
		default:
			s.wrong(typeInTotals, "in_totals is %q: write yes if the publisher counts this type in its totals, else no", yes)
		}
		switch unit, periods, some := strings.Cut(s.at(typeOutcomeUnit), " "); {
		case (unit == "" || unit == "requests") && !some:
		case unit == "accounts":
			t.AccountOutcomes = true
			if some {
				r, err := report.ParsePeriodRange(periods)
				if err != nil {
					s.wrong(typeOutcomeUnit, "outcome_unit: %v", err)
				}
				t.AccountPeriods = &r
			}
		default:
			s.wrong(typeOutcomeUnit, `outcome_unit is %q: write requests, accounts, or accounts with periods (accounts ..2024-H1)`, s.at(typeOutcomeUnit))
		}
		if t.ID != "" && seen.first(s, typeKey(t), typeID) {
			l.tables.Types = append(l.tables.Types, t)
		}
	})
}

func (l *loader) readCountries() {
	seen, seenAlpha3 := earlier[string]{}, earlier[string]{}
	l.eachRow(countriesFile, countryColumns, func(s *sheet) {
		c := report.Country{
			Code: strings.Clone(s.at(countryCode)), Alpha3: strings.Clone(s.at(countryAlpha3)), Name: s.need(countryName),
			Region: s.words(countryRegion), Subregion: s.words(countrySubregion),
		}
		if !isCountryCode(c.Code) {
			s.wrong(countryCode, "%q is not a country code: write two capital letters (ISO 3166-1 alpha-2)", c.Code)
			return
		}
		if c.Alpha3 != "" && !isAlpha3(c.Alpha3) {
			s.wrong(countryAlpha3, "%q is no alpha-3 code: write three capital letters (ISO 3166-1 alpha-3), or leave it empty", c.Alpha3)
			return
		}
		if c.Alpha3 != "" && !seenAlpha3.first(s, c.Alpha3, countryAlpha3) {
			return
		}
		for _, alias := range strings.Split(s.words(countryAliases), ";") {
			if alias = strings.TrimSpace(alias); alias != "" {
				c.Aliases = append(c.Aliases, alias)
			}
		}
		people, year := s.at(countryPopulation), s.at(countryPopulationYear)
		if people != "" {
			c.Population = s.people(countryPopulation)
		}
		switch {
		case year != "":
			c.PopulationYear = s.year(countryPopulationYear)
		case people != "":
			s.wrong(countryPopulation, "a population without its year: fill in population_year")
		}
		if s.at(countryLat) != "" || s.at(countryLon) != "" {
			c.HasPoint = true
			c.Lat, c.Lon = s.degrees(countryLat, 90), s.degrees(countryLon, 180)
		}
		if seen.first(s, c.Code, countryCode) {
			l.tables.Countries = append(l.tables.Countries, c)
		}
	})
}

func (l *loader) readPopulation() {
	type countryYear struct {
		country string
		year    int
	}
	seen := earlier[countryYear]{}
	l.eachRow(populationFile, populationColumns, func(s *sheet) {
		country, known := l.country(s, populationCountry)
		p := report.Population{Year: s.year(populationYear), People: s.people(populationPeople)}
		if !known || p.Year == 0 {
			return
		}
		p.Country = l.tables.Countries[country].Code
		if seen.first(s, countryYear{p.Country, p.Year}, populationYear) {
			l.tables.Populations = append(l.tables.Populations, p)
		}
	})
}

func (l *loader) readSources() {
	seen := earlier[string]{}
	l.eachRow(sourcesFile, sourceColumns, func(s *sheet) {
		source := report.Source{
			ID: s.id(sourceID), Publisher: s.words(sourcePublisher), Title: s.need(sourceTitle),
			Published: s.words(sourcePublished), URL: s.words(sourceURL), Obtained: s.words(sourceObtained),
		}
		if u := source.URL; u != "" && !strings.HasPrefix(u, "https://") && !strings.HasPrefix(u, "http://") {
			s.doubtful(sourceURL, "%q is not a web address: start it with https://", u)
		}
		if source.ID != "" && seen.first(s, source.ID, sourceID) {
			l.tables.Sources = append(l.tables.Sources, source)
		}
	})
}

func (l *loader) readNotes() {
	seen := earlier[string]{}
	l.eachRow(notesFile, noteColumns, func(s *sheet) {
		n := report.Note{ID: s.id(noteID), Scope: strings.Clone(s.at(noteScope)), Text: s.need(noteText)}
		scope, err := query.ParseScope(n.Scope)
		if err != nil {
			s.wrong(noteScope, "scope: %v", err)
		} else {
			l.checkScope(s, noteScope, scope, "this note will never be seen")
		}
		if text := s.at(noteBreak); text != "" {
			if n.Break, err = report.ParsePeriod(text); err != nil {
				s.wrong(noteBreak, "break: %v", err)
			}
		}
		if n.ID != "" && seen.first(s, n.ID, noteID) {
			l.tables.Notes = append(l.tables.Notes, n)
		}
	})
}

// checkScope warns of ids in the scope in the i-th column that nothing has; so
// says what that leads to.
func (l *loader) checkScope(s *sheet, i int, scope query.Query, so string) {
	for _, b := range []query.Dimension{query.ByPublisher, query.ByService, query.ByType, query.ByCountry} {
		known := l.known(b)
		for _, id := range scope.Filter(b).IDs {
			if !slices.Contains(known, id) {
				s.doubtful(i, "scope: no %s is called %q%s", b, id, didYouMean(id, known, so))
			}
		}
	}
}

// id is a cell that other files refer to: one word, never empty.
func (s *sheet) id(i int) string {
	id := strings.Clone(s.at(i))
	if id == "" {
		s.wrong(i, "%s is empty: give it a short name of its own", s.columns[i])
		return ""
	}
	if at := strings.IndexFunc(id, func(r rune) bool { return !isIDRune(r) }); at >= 0 {
		s.wrong(i, "%s %q holds %q: use letters, digits, - _ . only, so that a query can name it", s.columns[i], id, id[at])
		return ""
	}
	return id
}

func isIDRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.'
}

func isCountryCode(code string) bool { return len(code) == 2 && isCapitals(code) }

// isAlpha3 says whether a code is three capital letters.
func isAlpha3(code string) bool { return len(code) == 3 && isCapitals(code) }

func isCapitals(code string) bool {
	return strings.IndexFunc(code, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}

// people reads a number of people, which is never 0; 0 when it is not one.
func (s *sheet) people(i int) int {
	n, err := strconv.Atoi(s.at(i))
	if err != nil || n < 1 || n > 1e11 || s.at(i)[0] == '+' {
		s.wrong(i, "%s is %q: write a number of people above 0, without separators", s.columns[i], s.at(i))
		return 0
	}
	return n
}

// year reads a year; 0 when it is not one.
func (s *sheet) year(i int) int {
	p, err := report.ParsePeriod(s.at(i))
	if err != nil || p.Half != 0 {
		s.wrong(i, "%s is %q: write a year of four digits", s.columns[i], s.at(i))
		return 0
	}
	return p.Year
}

// degrees reads a latitude or longitude.
func (s *sheet) degrees(i int, limit float64) float64 {
	d, err := strconv.ParseFloat(s.at(i), 64)
	if err != nil || !(d >= -limit && d <= limit) {
		s.wrong(i, "%s is %q: write degrees between -%g and %g, both coordinates or neither", s.columns[i], s.at(i), limit, limit)
		return 0
	}
	return d
}
