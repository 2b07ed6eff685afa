// Package data holds the built-in reports.
//
// The reports stand here as CSV files: reports/PUBLISHER.csv, one line per printed
// row, and the tables of words beside them; datapackage.json describes them all.
// Package load reads such a folder, and package print turns answers into bytes. The built-in reports are compiled into
// builtin.bin, which starts faster; a test holds the two together.
package data

import (
	_ "embed" // the compiled reports and the map
	"fmt"

	"daylight/data/internal/packed"
	"daylight/model/report"
)

// After a change of any CSV file or of world.json: go generate ./data
//
//go:generate go run ./internal/compile

//go:embed builtin.bin
var builtin string

//go:embed world.bin
var world string

// Builtin returns the built-in reports. Each call decodes them anew.
func Builtin() (*report.Dataset, error) {
	tables, columns, err := packed.Decode(builtin)
	if err != nil {
		return nil, fmt.Errorf("decoding the built-in reports: %w", err)
	}
	d, err := report.NewDataset(tables, columns)
	if err != nil {
		return nil, fmt.Errorf("building the built-in reports: %w", err)
	}
	return d, nil
}

// World returns the outlines of the countries, by code, in degrees; the source
// is natural-earth-110m in sources.csv. An even-odd fill of a shape's rings
// draws it on an equirectangular map. Places too small for an outline have a
// point in the country table instead. Codes that begin with - are places
// without an ISO code. Each call decodes the map anew.
func World() ([]report.Shape, error) {
	shapes, err := packed.DecodeWorld(world)
	if err != nil {
		return nil, fmt.Errorf("decoding the map: %w", err)
	}
	return shapes, nil
}
