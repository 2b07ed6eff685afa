// Package raw reads the figures that come with daylight from their CSV files, for the tests of
// packages that read no files themselves: so the engine is held against the oracle on what people will
// see, and against the cells of the files, which it reads as plainly as can be. Only tests import it.
package raw

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"sync"

	"daylight/data/load"
	"daylight/model/report"
)

// Dataset reads the reports once for all tests.
var Dataset = sync.OnceValue(func() *report.Dataset {
	d, problems := load.CSV(os.DirFS(dataFolder()), report.Tables{})
	if err := problems.Err(); err != nil {
		panic(err)
	}
	return d
})

// dataFolder is the folder of the built-in data, seen from the package under test.
func dataFolder() string {
	folder := filepath.Join("..", "data")
	for range 3 {
		if _, err := os.Stat(folder); err == nil {
			return folder
		}
		folder = filepath.Join("..", folder)
	}
	return folder
}

// Rows reads a file of the built-in data as rows by column name.
func Rows(name string) (rows []map[string]string) {
	f := must(os.Open(filepath.Join(dataFolder(), name)))
	defer f.Close()
	lines := must(csv.NewReader(f).ReadAll())
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// must is for files that the repository holds: they are right or the test is lost.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
