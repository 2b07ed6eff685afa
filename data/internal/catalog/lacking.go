package catalog

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"daylight/data/load"
	"daylight/model/query"
	"daylight/model/report"
)

// Lacking lists what the files of a folder lack though each of them can be read: a publisher without records, a
// word or a source that nothing uses, a table of which nobody says what absence means, and a report that
// is called missing while its records stand. Each problem names the line and what to do.
//
// The dataset is what was read from the folder.
func Lacking(fsys fs.FS, d *report.Dataset) load.Problems {
	l := lack{fsys: fsys, dataset: d}
	l.publishers()
	l.words()
	l.sources()
	l.tables()
	l.missing()
	return l.problems
}

// lack gathers what is lacking.
type lack struct {
	fsys     fs.FS
	dataset  *report.Dataset
	problems load.Problems
	records  []row // of all publishers
}

// row is one row of a file, its cells by their columns.
type row struct {
	file  string
	line  int
	cells map[string]string
}

func (l *lack) wrong(r row, format string, args ...any) {
	l.problems = append(l.problems, load.Problem{File: r.file, Line: r.line, Column: 1, Level: load.Error, Message: fmt.Sprintf(format, args...)})
}

// rows reads a file, which the loader has found sound; one that is not there has none.
func (l *lack) rows(file string) (rows []row) {
	f, err := l.fsys.Open(file)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	reader := csv.NewReader(f)
	head, err := reader.Read()
	if err != nil {
		return nil
	}
	for {
		cells, err := reader.Read()
		if err != nil {
			return rows
		}
		r := row{file: file, cells: map[string]string{}}
		r.line, _ = reader.FieldPos(0)
		for i, cell := range cells {
			r.cells[head[i]] = cell
		}
		rows = append(rows, r)
	}
}

func reportOf(publisher string) string { return "reports/" + publisher + ".csv" }

// publishers holds the files of records to the list of publishers.
func (l *lack) publishers() {
	files, _ := fs.Glob(l.fsys, reportOf("*"))
	lines := l.rows("publishers.csv")
	for _, file := range files {
		records := l.rows(file)
		for _, r := range records {
			if at := reportOf(r.cells["publisher"]); at != file {
				l.wrong(r, "a record of another publisher: move it to %s", at)
			}
		}
		if !slices.ContainsFunc(lines, func(r row) bool { return reportOf(r.cells["publisher"]) == file }) {
			l.wrong(row{file: file, line: 1}, "publishers.csv has no %s: add a line for it, or give the file the name of its publisher",
				strings.TrimSuffix(path.Base(file), ".csv"))
		}
		l.records = append(l.records, records...)
	}
	for _, r := range lines {
		if id := r.cells["publisher"]; !slices.ContainsFunc(l.records, func(r row) bool { return r.cells["publisher"] == id }) {
			l.wrong(r, "%s has no records in %s: add them, or remove the line", id, reportOf(id))
		}
	}
}

// words holds services and types to the publishers and to the records.
func (l *lack) words() {
	for file, column := range map[string]string{"services.csv": "service", "types.csv": "type"} {
		used := map[[2]string]bool{}
		for _, r := range l.records {
			used[[2]string{r.cells["publisher"], r.cells[column]}] = true
		}
		for _, r := range l.rows(file) {
			publisher, id := r.cells["publisher"], r.cells[column]
			if !used[[2]string{publisher, id}] {
				l.wrong(r, "no record of %s has the %s %s: correct the id, or remove the line", publisher, column, id)
			}
		}
	}
}

// sources finds those on which nothing rests.
func (l *lack) sources() {
	used := map[string]bool{}
	for _, r := range l.records {
		used[r.cells["source"]] = true
	}
	for _, r := range hand().Resources {
		for _, id := range r.Sources {
			used[id] = true
		}
	}
	for _, r := range l.rows("sources.csv") {
		if id := r.cells["id"]; !used[id] {
			l.wrong(r, "nothing rests on the source %s: name it in the column source of its records, or remove the line", id)
		}
	}
}

// absence is a line of tables.csv, read.
type absence struct {
	row
	scope query.Query
	keys  int
}

func (a *absence) says(what report.Absence) bool {
	return a.cells["absent"] == report.AbsenceNames[what]
}

// absences are the lines of tables.csv, the widest first: the last that holds a record is about it.
func (l *lack) absences() (list []absence) {
	for _, r := range l.rows("tables.csv") {
		if scope, err := query.ParseScope(r.cells["scope"]); err == nil {
			list = append(list, absence{r, scope, query.ScopeKeys(scope)})
		}
	}
	slices.SortStableFunc(list, func(a, b absence) int { return a.keys - b.keys })
	return list
}

// nowhere is the code of no country: what a line says of it, it says of all that have no line of their own.
const nowhere = "--"

// about finds the line that says what absence means where a record stands, of its country or of one that
// no line names; nil for none.
func (l *lack) about(lines []absence, r row, country string) *absence {
	region := report.NoRegion
	if at, known := l.dataset.CountryIndex(country); known {
		region = l.dataset.RegionID(at)
	}
	period, err := report.ParsePeriod(r.cells["period"])
	if err != nil {
		return nil
	}
	for i := len(lines) - 1; i >= 0; i-- {
		s := &lines[i].scope
		if s.Publisher.Holds(r.cells["publisher"]) && s.Service.Holds(r.cells["service"]) && s.Type.Holds(r.cells["type"]) &&
			s.Country.Holds(country) && s.Region.Holds(region) && s.Period.Holds(period) {
			return &lines[i]
		}
	}
	return nil
}

// tables holds each table that has records to tables.csv.
func (l *lack) tables() {
	type table struct{ publisher, service, kind, period string }
	lines := l.absences()
	seen := map[table]bool{}
	for _, r := range l.records {
		c := r.cells
		if at := l.about(lines, r, c["country"]); at != nil && at.says(report.AbsentElsewhere) {
			l.wrong(r, "tables.csv:%d says that requests of %s stand elsewhere than under %s in %s, and here is one: correct its scope, or the record",
				at.line, c["country"], c["type"], c["period"])
		}
		t := table{c["publisher"], c["service"], c["type"], c["period"]}
		if !seen[t] && l.about(lines, r, nowhere) == nil {
			l.wrong(r, `tables.csv does not say what a country had that this table does not list: add a line with the scope "publisher=%s type=%s period=%s.." and zero, unknown or elsewhere`,
				t.publisher, t.kind, t.period)
		}
		seen[t] = true
		if at := l.about(lines, r, nowhere); at != nil && at.says(report.AbsentZero) && leavesOut(c) {
			l.wrong(r, `requests of no country stand here, and by tables.csv:%d every country with a request is listed: add a line with the scope "publisher=%s type=%s period=%s" and unknown`,
				at.line, t.publisher, t.kind, t.period)
		}
	}
}

// leavesOut says whether a record holds requests that were not given to a country, as far as they were anybody's
// who could have been listed: the United Nations are no country.
func leavesOut(cells map[string]string) bool {
	return cells["country"] == report.NotItemised && cells["requests"] != "0" && cells["note"] != "printed as: United Nations"
}

// missing finds the reports that are called missing while a whole table of them stands here: one with a country, of
// which tables.csv says that it lists all.
func (l *lack) missing() {
	lines := l.absences()
	for _, m := range l.rows("missing.csv") {
		span, err := report.ParsePeriodRange(m.cells["period"])
		if err != nil {
			continue
		}
		for _, r := range l.records {
			period, err := report.ParsePeriod(r.cells["period"])
			if err != nil || r.cells["publisher"] != m.cells["publisher"] || r.cells["country"] == report.NotItemised || !span.Span().Holds(period) {
				continue
			}
			if at := l.about(lines, r, nowhere); at != nil && at.says(report.AbsentZero) {
				l.wrong(m, "%s is called missing, and its records stand whole (%s:%d): remove the line, or let its period begin later",
					r.cells["period"], r.file, r.line)
				break
			}
		}
	}
}
