package catalog

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// faults are all that another tool would find wrong with the files of a package: a plain reader of Table
// Schema, as far as the package needs it.
func faults(fsys fs.FS, p Package) (found []string) {
	tables := map[string][][]string{} // by resource, the head first
	schemas := map[string]*Schema{}
	for _, r := range p.Resources {
		if r.Schema == nil {
			continue
		}
		text, err := fs.ReadFile(fsys, r.Path)
		if err != nil {
			found = append(found, err.Error())
			continue
		}
		rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil || len(rows) == 0 {
			found = append(found, fmt.Sprintf("%s: cannot be read: %v", r.Path, err))
			continue
		}
		tables[r.Name], schemas[r.Name] = rows, r.Schema
	}
	for _, r := range p.Resources {
		rows, read := tables[r.Name]
		if !read {
			continue
		}
		wrong := func(format string, args ...any) {
			found = append(found, r.Path+": "+fmt.Sprintf(format, args...))
		}
		var names []string
		for _, f := range r.Schema.Fields {
			names = append(names, f.Name)
		}
		if !slices.Equal(rows[0], names) {
			wrong("the columns are %v, described are %v", rows[0], names)
			continue
		}
		for i, f := range r.Schema.Fields {
			seen := map[string]bool{}
			check := cellCheck(f)
			for n, row := range rows[1:] {
				if what := check(row[i]); what != "" {
					wrong("row %d: %s is %q: %s", n+2, f.Name, row[i], what)
				}
				if f.Constraints != nil && f.Constraints.Unique && row[i] != "" && seen[row[i]] {
					wrong("row %d: %s %q stands twice", n+2, f.Name, row[i])
				}
				seen[row[i]] = true
			}
		}
		if key := r.Schema.PrimaryKey; key != nil {
			seen := map[string]bool{}
			for n, cells := range columnsOf(rows, key) {
				if slices.Contains(cells, "") || seen[strings.Join(cells, "\n")] {
					wrong("row %d: the key %v is not complete, or stands twice", n+2, cells)
				}
				seen[strings.Join(cells, "\n")] = true
			}
		}
		for _, key := range r.Schema.ForeignKeys {
			there := map[string]bool{}
			for _, cells := range columnsOf(tables[key.Reference.Resource], key.Reference.Fields) {
				there[strings.Join(cells, "\n")] = true
			}
			for n, cells := range columnsOf(rows, key.Fields) {
				if strings.Join(cells, "") != "" && !there[strings.Join(cells, "\n")] {
					wrong("row %d: %v is not in %s", n+2, cells, key.Reference.Resource)
				}
			}
		}
	}
	return found
}

// columnsOf are the cells of some columns, row by row.
func columnsOf(rows [][]string, names []string) (cells [][]string) {
	if len(rows) == 0 {
		return nil
	}
	var at []int
	for _, name := range names {
		at = append(at, slices.Index(rows[0], name))
	}
	for _, row := range rows[1:] {
		var picked []string
		for _, i := range at {
			picked = append(picked, row[i])
		}
		cells = append(cells, picked)
	}
	return cells
}

var (
	compiled    = map[string]*regexp.Regexp{}
	wholeNumber = regexp.MustCompile(`^[+-]?[0-9]+$`)
	fourDigits  = regexp.MustCompile(`^[0-9]{4}$`)
)

// cellCheck makes a function that says what is wrong with a cell of a field, or nothing.
func cellCheck(f Field) func(cell string) string {
	c := f.Constraints
	if c == nil {
		c = &Constraints{}
	}
	pattern := compiled[c.Pattern]
	if pattern == nil {
		pattern = regexp.MustCompile(c.Pattern)
		compiled[c.Pattern] = pattern
	}
	return func(cell string) string {
		if cell == "" {
			if c.Required {
				return "it is required"
			}
			return ""
		}
		value, isNumber := 0.0, false
		switch f.Type {
		case "string":
			if u, err := url.Parse(cell); f.Format == "uri" && (err != nil || u.Scheme == "") {
				return "no uri"
			}
		case "integer":
			if !wholeNumber.MatchString(cell) {
				return "no integer"
			}
			isNumber = true
		case "number":
			isNumber = true
		case "year":
			if !fourDigits.MatchString(cell) {
				return "no year"
			}
		case "date":
			if _, err := time.Parse(time.DateOnly, cell); err != nil {
				return "no date"
			}
		default:
			return "the type " + f.Type + " is not known"
		}
		if isNumber {
			var err error
			if value, err = strconv.ParseFloat(cell, 64); err != nil {
				return "no number"
			}
			if c.Minimum != nil && value < *c.Minimum || c.Maximum != nil && value > *c.Maximum {
				return "too small or too large"
			}
		}
		if !pattern.MatchString(cell) {
			return "not as " + c.Pattern
		}
		if c.Enum != nil && !slices.Contains(c.Enum, cell) {
			return fmt.Sprintf("none of %v", c.Enum)
		}
		return ""
	}
}
