package load

import (
	"cmp"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"daylight/model/query"
	"daylight/model/report"
)

// The tables of words, by file. What reads one counts its columns in the order in
// which it lists them.
const (
	publishersFile = "publishers.csv"
	servicesFile   = "services.csv"
	typesFile      = "types.csv"
	countriesFile  = "countries.csv"
	populationFile = "population.csv"
	sourcesFile    = "sources.csv"
	notesFile      = "notes.csv"
	tablesFile     = "tables.csv"
	missingFile    = "missing.csv"
	groupsFile     = "groups.csv"
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

// eachRow reads a file with such columns, see openSheet. A file of words need not be there.
func (l *loader) eachRow(file, columns string, row func(s *sheet)) {
	text, err := fs.ReadFile(l.fsys, file)
	if isMissing(err) && slices.Contains(wordFiles, file) {
		return
	}
	if err != nil {
		l.wrong(file, "cannot be read: %v", err)
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
	l.readMissing()
	l.readMembers()
	t.Populations = over(base.Populations, t.Populations, func(p report.Population) report.Population {
		return report.Population{Country: p.Country, Year: p.Year}
	})
	t.Notes = over(base.Notes, t.Notes, func(n report.Note) string { return n.ID })
	t.Absences = slices.Concat(base.Absences, t.Absences) // of equals the later line counts
	t.Missing = slices.Concat(base.Missing, t.Missing)
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
	const id, label, main = 0, 1, 2
	seen := earlier[string]{}
	l.eachRow(publishersFile, "publisher* label* main", func(s *sheet) {
		p := report.Publisher{ID: s.id(id), Label: s.need(label)}
		if p.ID != "" && seen.first(s, p.ID, id) {
			l.tables.Publishers = append(l.tables.Publishers, p)
		}
		switch yes := s.at(main); {
		case yes == "", yes == "no":
		case yes != "yes":
			s.wrong(main, "main is %q: write yes for the publisher that a query asks when it names none, else no", yes)
		case l.tables.Main != "":
			s.wrong(main, "%q is the main publisher already: there can be one", l.tables.Main)
		default:
			l.tables.Main = p.ID
		}
	})
}

func (l *loader) readServices() {
	const publisher, id, label, definition = 0, 1, 2, 3
	seen := earlier[[2]string]{}
	l.eachRow(servicesFile, "publisher* service* label* definition", func(s *sheet) {
		service := report.Service{
			Publisher: s.id(publisher), ID: s.id(id),
			Label: s.need(label), Definition: s.words(definition),
		}
		if service.ID != "" && seen.first(s, serviceKey(service), id) {
			l.tables.Services = append(l.tables.Services, service)
		}
	})
}

func (l *loader) readTypes() {
	const publisher, id, label, definition, inTotals, outcomeUnit = 0, 1, 2, 3, 4, 5
	seen := earlier[[2]string]{}
	l.eachRow(typesFile, "publisher* type* label* definition in_totals* outcome_unit", func(s *sheet) {
		t := report.Type{
			Publisher: s.id(publisher), ID: s.id(id),
			Label: s.need(label), Definition: s.words(definition),
		}
		switch yes := s.at(inTotals); yes {
		case "yes":
			t.InTotals = true
		case "no":
		default:
			s.wrong(inTotals, "in_totals is %q: write yes if the publisher counts this type in its totals, else no", yes)
		}
		switch unit, periods, some := strings.Cut(s.at(outcomeUnit), " "); {
		case (unit == "" || unit == "requests") && !some:
		case unit == "accounts":
			t.AccountOutcomes = true
			if some {
				r, err := report.ParsePeriodRange(periods)
				if err != nil {
					s.wrong(outcomeUnit, "outcome_unit: %v", err)
				}
				t.AccountPeriods = &r
			}
		default:
			s.wrong(outcomeUnit, `outcome_unit is %q: write requests, accounts, or accounts with periods (accounts ..2024-H1)`, s.at(outcomeUnit))
		}
		if t.ID != "" && seen.first(s, typeKey(t), id) {
			l.tables.Types = append(l.tables.Types, t)
		}
	})
}

func (l *loader) readCountries() {
	const code, alpha3, name, aliases, region, subregion, population, populationYear, lat, lon = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
	seen, seenAlpha3 := earlier[string]{}, earlier[string]{}
	l.eachRow(countriesFile, "code* alpha3 name* aliases region subregion population population_year lat lon", func(s *sheet) {
		c := report.Country{
			Code: strings.Clone(s.at(code)), Alpha3: strings.Clone(s.at(alpha3)), Name: s.need(name),
			Region: s.words(region), Subregion: s.words(subregion),
		}
		if !isCapitals(c.Code, 2) {
			s.wrong(code, "%q is not a country code: write two capital letters (ISO 3166-1 alpha-2)", c.Code)
			return
		}
		if c.Alpha3 != "" && !isCapitals(c.Alpha3, 3) {
			s.wrong(alpha3, "%q is no alpha-3 code: write three capital letters (ISO 3166-1 alpha-3), or leave it empty", c.Alpha3)
			return
		}
		if c.Alpha3 != "" && !seenAlpha3.first(s, c.Alpha3, alpha3) {
			return
		}
		for _, alias := range strings.Split(s.words(aliases), ";") {
			if alias = strings.TrimSpace(alias); alias != "" {
				c.Aliases = append(c.Aliases, alias)
			}
		}
		people, year := s.at(population), s.at(populationYear)
		if people != "" {
			c.Population = s.people(population)
		}
		switch {
		case year != "":
			c.PopulationYear = s.year(populationYear)
		case people != "":
			s.wrong(population, "a population without its year: fill in population_year")
		}
		if s.at(lat) != "" || s.at(lon) != "" {
			c.HasPoint = true
			c.Lat, c.Lon = s.degrees(lat, 90), s.degrees(lon, 180)
		}
		if seen.first(s, c.Code, code) {
			l.tables.Countries = append(l.tables.Countries, c)
		}
	})
}

func (l *loader) readPopulation() {
	const country, year, people = 0, 1, 2
	type countryYear struct {
		country string
		year    int
	}
	seen := earlier[countryYear]{}
	l.eachRow(populationFile, "iso2* year* population*", func(s *sheet) {
		at, known := l.country(s, country)
		p := report.Population{Year: s.year(year), People: s.people(people)}
		if !known || p.Year == 0 {
			return
		}
		p.Country = l.tables.Countries[at].Code
		if seen.first(s, countryYear{p.Country, p.Year}, year) {
			l.tables.Populations = append(l.tables.Populations, p)
		}
	})
}

func (l *loader) readSources() {
	const id, publisher, title, published, url, obtained = 0, 1, 2, 3, 4, 5
	seen := earlier[string]{}
	l.eachRow(sourcesFile, "id* publisher title* published url obtained", func(s *sheet) {
		source := report.Source{
			ID: s.id(id), Publisher: s.words(publisher), Title: s.need(title),
			Published: s.words(published), URL: s.words(url), Obtained: s.words(obtained),
		}
		if day := source.Published; day != "" && !isDay(day) {
			s.doubtful(published, "published is %q: write a day, a month or a year (2013-03-21, 2013-03, 2013), or leave it empty", day)
		}
		if u := source.URL; u != "" && !strings.HasPrefix(u, "https://") && !strings.HasPrefix(u, "http://") {
			s.doubtful(url, "%q is not a web address: start it with https://", u)
		}
		if source.ID != "" && seen.first(s, source.ID, id) {
			l.tables.Sources = append(l.tables.Sources, source)
		}
	})
}

// isDay says whether a date is a day, or the month or year of one.
func isDay(date string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, date); err == nil {
			return true
		}
	}
	return false
}

func (l *loader) readNotes() {
	const id, scope, breakAt, text = 0, 1, 2, 3
	seen := earlier[string]{}
	l.eachRow(notesFile, "id* scope* break text*", func(s *sheet) {
		n := report.Note{ID: s.id(id), Scope: strings.Clone(s.at(scope)), Text: s.need(text)}
		about, err := query.ParseScope(n.Scope)
		if err != nil {
			s.wrong(scope, "scope: %v", err)
		} else {
			l.checkScope(s, scope, about, "this note will never be seen")
		}
		if period := s.at(breakAt); period != "" {
			if n.Break, err = report.ParsePeriod(period); err != nil {
				s.wrong(breakAt, "break: %v", err)
			}
		}
		if n.ID != "" && seen.first(s, n.ID, id) {
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

// isCapitals says whether a code is n capital letters.
func isCapitals(code string, n int) bool {
	return len(code) == n && !strings.ContainsFunc(code, func(r rune) bool { return r < 'A' || r > 'Z' })
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
