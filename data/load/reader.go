// Package load turns the bytes of reports into a model.Dataset.
//
// CSV reads a folder, a user's as well as the one of the built-in reports, and
// reports every problem with its place:
//
//	reports/PUBLISHER.csv   reader.go    one line per printed row, held to rules.go
//	publishers.csv …        words.go     what the words in it mean
//	tables.csv              absences.go  what it means that a country is not listed
//	missing.csv             missing.go   which reports are known to exist and are not here
//	groups.csv              groups.go    which countries belong together, and when
//
// Each file is a sheet (sheet.go), and what is wrong with it are Problems.
package load

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"daylight/model/query"
	"daylight/model/report"
)

// CSV reads a folder of reports: every reports/*.csv, or, where there is no
// folder of that name, every *.csv that is not a table of words; and the tables
// of words beside them. What the folder does not define is taken from base.
//
// All problems are returned, warnings included. The dataset is nil when one of
// them is an error.
func CSV(fsys fs.FS, base report.Tables) (*report.Dataset, Problems) {
	l := &loader{fsys: fsys}
	l.readWords(base)
	files, err := recordFiles(fsys)
	if err != nil {
		l.wrong(reportsFolder, "cannot be listed: %v", err)
	}
	if l.fits() {
		for _, file := range files {
			l.readRecords(file)
		}
	}
	if n := len(l.columns.SeriesKeys); n > maxWords {
		l.wrong(reportsFolder, "%d pairs of a service and a type: a dataset can hold %d, split the reports", n, maxWords)
	}
	if len(l.places) == 0 && l.problems.Err() == nil {
		l.wrong(reportsFolder, "no records found: put them into reports/PUBLISHER.csv")
	}
	l.problems.sort()
	if l.problems.Err() != nil {
		return nil, l.problems
	}
	d, err := report.NewDataset(l.tables, l.columns)
	if err != nil {
		l.wrong(reportsFolder, "%v", err)
	}
	return d, l.problems
}

// wrong reports what is wrong with a file, or with the folder, as a whole.
func (l *loader) wrong(file, format string, args ...any) {
	l.problems = append(l.problems, Problem{file, 1, 1, Error, fmt.Sprintf(format, args...)})
}

// fits reports tables of words that are longer than a dataset can code.
func (l *loader) fits() (fits bool) {
	fits = true
	for file, n := range map[string]int{
		servicesFile: len(l.tables.Services), typesFile: len(l.tables.Types),
		countriesFile: len(l.tables.Countries), sourcesFile: len(l.tables.Sources),
	} {
		if n > maxWords {
			fits = false
			l.wrong(file, "%d lines: a dataset can hold %d", n, maxWords)
		}
	}
	return fits
}

// reportsFolder is where the record files of a folder stand.
const reportsFolder = "reports"

// recordFiles lists the files that hold records, by name.
func recordFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, reportsFolder)
	folder := reportsFolder
	if isMissing(err) {
		entries, err = fs.ReadDir(fsys, ".")
		folder = "."
	}
	var files []string
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || path.Ext(name) != ".csv" || folder == "." && slices.Contains(wordFiles, name) {
			continue
		}
		files = append(files, path.Join(folder, name))
	}
	return files, err
}

var wordFiles = []string{publishersFile, servicesFile, typesFile, countriesFile, populationFile, sourcesFile, notesFile, tablesFile, missingFile, groupsFile}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// loader gathers a dataset and everything that is wrong with it.
type loader struct {
	fsys     fs.FS
	problems Problems
	tables   report.Tables
	columns  report.Columns
	codes    report.Dictionary
	unread   []string // files of words that say nothing, not even wrong things

	publishers map[string]int
	services   map[[2]string]int // by publisher and id
	types      map[[2]string]int
	countries  map[string]int
	called     *report.Names // what countries are called; read for the first that is not written by its code
	sources    map[string]int

	mixed  []bool  // publishers with a service that contains others
	places []place // of each record
	slots  slots
	latest period
}

// index makes the words findable.
func (l *loader) index() {
	l.publishers = positions(l.tables.Publishers, func(p report.Publisher) string { return p.ID })
	l.services = positions(l.tables.Services, serviceKey)
	l.types = positions(l.tables.Types, typeKey)
	l.countries = positions(l.tables.Countries, func(c report.Country) string { return c.Code })
	l.sources = positions(l.tables.Sources, func(s report.Source) string { return s.ID })
	l.mixed = make([]bool, len(l.tables.Publishers))
	for _, s := range l.tables.Services {
		if containsOthers(s) {
			l.mixed[l.publishers[s.Publisher]] = true
		}
	}
}

func positions[T any, K comparable](items []T, key func(T) K) map[K]int {
	m := make(map[K]int, len(items))
	for i, item := range items {
		m[key(item)] = i
	}
	return m
}

// known lists the ids of one kind.
func (l *loader) known(b query.Dimension) []string {
	switch b {
	case query.ByPublisher:
		return each(l.tables.Publishers, func(p report.Publisher) string { return p.ID })
	case query.ByService:
		return each(l.tables.Services, func(s report.Service) string { return s.ID })
	case query.ByType:
		return each(l.tables.Types, func(t report.Type) string { return t.ID })
	}
	return each(l.tables.Countries, func(c report.Country) string { return c.Code })
}

// each is a text of each of some items.
func each[T any](items []T, text func(T) string) []string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = text(item)
	}
	return texts
}

// recordColumns are the columns of a file of records: its fields, in their order.
var recordColumns = func() (columns string) {
	for _, f := range report.Fields() {
		columns += f.String()
		if f <= report.RequestsField || f == report.SourceField {
			columns += required
		}
		columns += " "
	}
	return columns
}()

// in is the place of a field among the columns.
func in(f report.Field) int { return int(f - report.PublisherField) }

// readRecords reads a file of records. A row with an error takes no part in the
// rules that compare rows, so that one mistake is reported once.
func (l *loader) readRecords(file string) {
	l.eachRow(file, recordColumns, func(s *sheet) {
		before := len(l.problems)
		r, key, ok := l.readRecord(s)
		sound := ok && (len(l.problems) == before || l.problems[before:].Err() == nil)
		if sound && l.stands(s, key) {
			l.columns.Append(r, &l.codes)
		}
	})
}

// readRecord reads one row and checks it by itself; ok is false when it names
// something unknown. The words of the record are those of the tables, so that
// nothing holds on to the text of the file.
func (l *loader) readRecord(s *sheet) (r report.Record, key recordKey, ok bool) {
	var err error
	ok = true
	if at, known := l.publishers[s.at(in(report.PublisherField))]; known {
		r.Publisher = l.tables.Publishers[at].ID
		key.publisher = at
		key.service = l.ofPublisher(s, report.ServiceField, servicesFile, l.services)
		key.kind = l.ofPublisher(s, report.TypeField, typesFile, l.types)
		if ok = key.service >= 0 && key.kind >= 0; ok {
			r.Service, r.Type = l.tables.Services[key.service].ID, l.tables.Types[key.kind].ID
		}
	} else {
		ok = false
		file := publishersFile
		if slices.Contains(l.unread, servicesFile) {
			file = servicesFile // whose publishers are known by it
		}
		l.unknown(s, in(report.PublisherField), file, "publisher", l.known(query.ByPublisher))
	}
	if r.Period, err = l.latest.parse(s.at(in(report.PeriodField))); err != nil {
		s.wrong(in(report.PeriodField), "period: %v", err)
	}
	key.period = r.Period
	if at, known := l.country(s, in(report.CountryField)); known {
		r.Country = l.tables.Countries[at].Code
		key.country = at
	} else {
		ok = false
	}
	for i := range r.Counts {
		if r.Counts[i], err = report.ParseAmount(s.at(in(report.RequestsField) + i)); err != nil {
			s.wrong(in(report.RequestsField)+i, "%s: %v", report.Column(i), err)
		}
	}
	if text := s.at(in(report.PercentField)); text != "" {
		if r.Percent, err = report.ParseAmount(text); err != nil || !isPercentage(r.Percent) {
			s.wrong(in(report.PercentField), "disclosed_percent is %q: write a whole number from 0 to 100", text)
		}
	}
	if at, known := l.sources[s.at(in(report.SourceField))]; known {
		r.Source = l.tables.Sources[at].ID
	} else {
		ok = false
		l.unknown(s, in(report.SourceField), sourcesFile, "source", each(l.tables.Sources, func(s report.Source) string { return s.ID }))
	}
	r.Note = s.words(in(report.NoteField))
	switch status := s.at(in(report.StatusField)); status {
	case "printed", "":
	case "derived":
		r.Derived = true
		if r.Note == "" {
			s.doubtful(in(report.StatusField), "derived, but the note does not say how: explain the arithmetic in note")
		}
	default:
		s.wrong(in(report.StatusField), "status is %q: write printed if the numbers stand in the source, derived if they were calculated", status)
	}
	if r.Type != "" {
		checkOutcomes(s, r, l.tables.Types[key.kind])
	}
	return r, key, ok
}

// unknown reports a word that its table does not have; not when the table could
// not be read, because then every row would be reported.
func (l *loader) unknown(s *sheet, i int, file, what string, known []string) {
	if slices.Contains(l.unread, file) {
		return
	}
	word := s.at(i)
	s.wrong(i, "%s %q is not in %s%s", what, word, file, didYouMean(word, known, "add a line for it"))
}

// period is the period read last, which the next row most often has too.
type period struct {
	text  string
	value report.Period
}

func (p *period) parse(text string) (report.Period, error) {
	if text == p.text && text != "" {
		return p.value, nil
	}
	value, err := report.ParsePeriod(text)
	if err == nil {
		*p = period{text, value}
	}
	return value, err
}

// ofPublisher finds the row's service or type among those of its publisher; -1 when
// it is not there.
func (l *loader) ofPublisher(s *sheet, f report.Field, file string, known map[[2]string]int) int {
	publisher := s.at(in(report.PublisherField))
	if at, found := known[[2]string{publisher, s.at(in(f))}]; found {
		return at
	}
	var ids []string
	for key := range known {
		if key[0] == publisher {
			ids = append(ids, key[1])
		}
	}
	slices.Sort(ids)
	l.unknown(s, in(f), file, publisher+"'s "+f.String(), ids)
	return -1
}

// country finds the country of a cell; when it is written otherwise than by its
// code, the message says how.
func (l *loader) country(s *sheet, i int) (int, bool) {
	code := s.at(i)
	if at, known := l.countries[code]; known {
		return at, true
	}
	if slices.Contains(l.unread, countriesFile) {
		return 0, false
	}
	if l.called == nil {
		l.called = report.NewNames(l.tables.Countries)
	}
	if meant := l.called.Find(code); len(meant) == 1 {
		s.wrong(i, "country %q: write its code, %s", code, meant[0])
		return 0, false
	}
	names := each(l.tables.Countries, func(c report.Country) string { return c.Name })
	if near, ok := query.Nearest(code, names); ok && len(code) > 3 {
		at := slices.Index(names, near)
		s.wrong(i, "country %q is not known: if it is %s, write %s", code, near, l.tables.Countries[at].Code)
		return 0, false
	}
	s.wrong(i, "country %q is not in %s: write an ISO 3166-1 code of two letters, or ZZ for what is not itemised", code, countriesFile)
	return 0, false
}

func isPercentage(a report.Amount) bool {
	_, hi := a.Bounds()
	return a.IsExact() && hi <= 100
}

// checkOutcomes holds a record's outcomes against its requests. Where outcomes
// count accounts there is nothing to hold them against: a request can name many.
func checkOutcomes(s *sheet, r report.Record, t report.Type) {
	_, requests := r.Counts[report.Requests].Bounds()
	if !r.Counts[report.Requests].Reported() || t.OutcomesCountAccounts(r.Period) {
		return
	}
	sum := 0
	var parts []string
	for _, c := range report.Outcomes() {
		if int(c) >= report.NumPrinted || !r.Counts[c].Reported() {
			continue
		}
		lo, _ := r.Counts[c].Bounds()
		sum += lo
		parts = append(parts, c.String())
	}
	if sum > requests {
		s.wrong(in(report.RequestsField), "%s add up to %d, more than the %d requests: correct them, or say in %s that these outcomes count accounts",
			strings.Join(parts, " + "), sum, requests, typesFile)
	}
}
