// Compile packs the CSV files and the map of the data folder, in which it is
// run, into the two files that the program embeds, and describes the folder in
// datapackage.json. It is run by go generate.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"daylight/data/internal/catalog"
	"daylight/data/internal/packed"
	"daylight/data/load"
	"daylight/model/report"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func run() error {
	folder := os.DirFS(".")
	d, problems := load.CSV(folder, report.Tables{})
	if d != nil {
		problems = append(problems, catalog.Lacking(folder, d)...)
	}
	for _, p := range problems {
		fmt.Fprintln(os.Stderr, p)
	}
	if err := problems.Err(); err != nil {
		return fmt.Errorf("the reports have errors: correct them, nothing was written")
	}
	if err := os.WriteFile("builtin.bin", packed.Encode(d), 0o644); err != nil {
		return fmt.Errorf("writing the packed reports: %w", err)
	}
	described, err := catalog.Describe(d)
	if err != nil {
		return err
	}
	if err := os.WriteFile("datapackage.json", described, 0o644); err != nil {
		return fmt.Errorf("writing the description: %w", err)
	}
	text, err := os.ReadFile("world.json")
	if err != nil {
		return fmt.Errorf("reading the map: %w", err)
	}
	var world struct{ Rings map[string][][]int }
	if err := json.Unmarshal(text, &world); err != nil {
		return fmt.Errorf("reading the map world.json: %w", err)
	}
	if err := os.WriteFile("world.bin", packed.EncodeWorld(world.Rings), 0o644); err != nil {
		return fmt.Errorf("writing the packed map: %w", err)
	}
	return nil
}
