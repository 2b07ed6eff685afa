// Package catalog says what the folder of reports holds, for others and for whoever adds to it.
//
// Describe writes datapackage.json, by which other tools read and check the files:
//
//	package.json      written by hand: the tables, their fields, keys and licences
//	  + the dataset   which publishers there are, and on which sources each file rests
//	  = datapackage.json
//
// It follows Data Package 2.0 (https://datapackage.org) and keeps the keys of version 1, for tools that are older.
// Lacking lists what is easily forgotten when figures are added.
package catalog

import (
	"bytes"
	_ "embed" // what is written by hand
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"daylight/model/report"
)

//go:embed package.json
var byHand []byte

// standard is where the profiles of Data Package 2.0 stand.
const standard = "https://datapackage.org/profiles/2.0/"

// anyPublisher stands in the resource of package.json of which there is one for each publisher.
const anyPublisher = "PUBLISHER"

// Package is the whole description. Its profile, and that of a resource, are the names by which version 1 knows them.
type Package struct {
	Standard    string     `json:"$schema"`
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Version     string     `json:"version"`
	Created     string     `json:"created"` // the day of the version, not of the last change: the same files give the same description
	Keywords    []string   `json:"keywords"`
	Licenses    []License  `json:"licenses"`
	Sources     []Source   `json:"sources"`
	Resources   []Resource `json:"resources"`
}

// License is one under which a part of the files stands.
type License struct {
	Name  string `json:"name"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title"`
}

// Source is where a file comes from.
type Source struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
}

// Resource is one file; Schema is nil where it is no table.
type Resource struct {
	Standard  string    `json:"$schema"`
	Name      string    `json:"name"`
	Type      string    `json:"type,omitempty"`
	Profile   string    `json:"profile"`
	Path      string    `json:"path"`
	Title     string    `json:"title"`
	Format    string    `json:"format"`
	MediaType string    `json:"mediatype"`
	Encoding  string    `json:"encoding"`
	Licenses  []License `json:"licenses,omitempty"`
	Sources   []Source  `json:"sources,omitempty"`
	Schema    *Schema   `json:"schema,omitempty"`
}

// Schema is what a table promises of its columns and of itself.
type Schema struct {
	Standard      string       `json:"$schema"`
	Fields        []Field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey,omitempty"`
	ForeignKeys   []ForeignKey `json:"foreignKeys,omitempty"`
}

// Field is one column.
type Field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Format      string       `json:"format,omitempty"`
	Description string       `json:"description,omitempty"`
	Constraints *Constraints `json:"constraints,omitempty"`
}

// Constraints are what each cell of a column is held to.
type Constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Minimum  *float64 `json:"minimum,omitempty"`
	Maximum  *float64 `json:"maximum,omitempty"`
}

// ForeignKey says that the cells of some columns stand in another table.
type ForeignKey struct {
	Fields    []string  `json:"fields"`
	Reference Reference `json:"reference"`
}

// Reference is where they stand.
type Reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// draft is package.json: the description without what follows from the dataset.
type draft struct {
	Name, Title, Description, Version, Created string

	Keywords []string
	Licenses []struct {
		License
		Sources []string // ids of what stands under it
	}
	Patterns  map[string]string // by the names that fields call them
	Resources []struct {
		Name, Path, Title string
		Sources           []string // ids; of records they follow from the records
		Schema            *Schema
	}
}

// hand is package.json, read once, with patterns for their names.
var hand = sync.OnceValue(func() (d draft) {
	decoder := json.NewDecoder(bytes.NewReader(byHand))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		panic(fmt.Sprintf("data/internal/catalog/package.json: %v", err)) // built in: a test reads it
	}
	for _, r := range d.Resources {
		if r.Schema == nil {
			continue
		}
		r.Schema.Standard, r.Schema.MissingValues = standard+"tableschema.json", []string{""}
		for _, f := range r.Schema.Fields {
			if f.Constraints == nil {
				continue
			}
			if pattern, named := d.Patterns[f.Constraints.Pattern]; named {
				f.Constraints.Pattern = pattern
			}
		}
	}
	return d
})

// Describe is the text of datapackage.json for the reports of a folder.
func Describe(d *report.Dataset) ([]byte, error) {
	hand := hand()
	p := Package{
		Standard: standard + "datapackage.json", Profile: "data-package",
		Name: hand.Name, Title: hand.Title, Description: hand.Description,
		Version: hand.Version, Created: hand.Created, Keywords: hand.Keywords,
		Sources: []Source{{Title: "Each report has its line in sources.csv", Path: "sources.csv"}},
	}
	for _, l := range hand.Licenses {
		p.Licenses = append(p.Licenses, l.License)
	}
	add := func(name, path, title string, sources []string, schema *Schema) error {
		r := Resource{Standard: standard + "dataresource.json", Name: name, Path: path, Title: title, Encoding: "utf-8", Schema: schema}
		switch {
		case schema != nil:
			r.Type, r.Profile, r.Format, r.MediaType = "table", "tabular-data-resource", "csv", "text/csv"
		default:
			r.Profile, r.Format, r.MediaType = "data-resource", "json", "application/json"
		}
		for _, l := range hand.Licenses {
			if slices.ContainsFunc(l.Sources, func(id string) bool { return slices.Contains(sources, id) }) {
				r.Licenses = append(r.Licenses, l.License)
			}
		}
		for _, id := range sources {
			s, known := d.Source(id)
			if !known {
				return fmt.Errorf("package.json: the resource %s rests on the source %q, which is not in sources.csv: correct one of them", name, id)
			}
			r.Sources = append(r.Sources, cited(s))
		}
		p.Resources = append(p.Resources, r)
		return nil
	}
	behind := sourcesBehind(d)
	for _, r := range hand.Resources {
		if !strings.Contains(r.Name, anyPublisher) {
			if err := add(r.Name, r.Path, r.Title, r.Sources, r.Schema); err != nil {
				return nil, err
			}
			continue
		}
		for _, publisher := range d.Publishers {
			name, path := strings.ReplaceAll(r.Name, anyPublisher, publisher.ID), strings.ReplaceAll(r.Path, anyPublisher, publisher.ID)
			title := strings.ReplaceAll(r.Title, anyPublisher, publisher.Label)
			if err := add(name, path, title, behind[publisher.ID], r.Schema); err != nil {
				return nil, err
			}
		}
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(p); err != nil {
		return nil, fmt.Errorf("writing datapackage.json: %w", err)
	}
	return b.Bytes(), nil
}

// cited is a source as a description names it.
func cited(s report.Source) Source {
	by := strings.Join(report.NonEmpty(s.Publisher, s.Published), ", ")
	return Source{Title: strings.Join(report.NonEmpty(s.Title, by), ". "), Path: s.URL}
}

// sourcesBehind are the sources that each publisher's records name, in the order of sources.csv.
func sourcesBehind(d *report.Dataset) map[string][]string {
	named := map[[2]string]bool{}
	for i := range d.Len() {
		r := d.Record(i)
		named[[2]string{r.Publisher, r.Source}] = true
	}
	behind := map[string][]string{}
	for _, p := range d.Publishers {
		for _, s := range d.Sources {
			if named[[2]string{p.ID, s.ID}] {
				behind[p.ID] = append(behind[p.ID], s.ID)
			}
		}
	}
	return behind
}
