package main

import (
	"encoding/json"
	"testing"
)

// The figures are released with the program, and say of which version and day they are.
func TestTheDataPackageIsOfThisVersion(t *testing.T) {
	var described struct{ Version, Created string }
	if err := json.Unmarshal([]byte(textOf(t, "data/datapackage.json")), &described); err != nil {
		t.Fatal(err)
	}
	if want := released + "T00:00:00Z"; described.Version != version || described.Created != want {
		t.Errorf("data/internal/catalog/package.json is of %s, %s; the program of %s, %s",
			described.Version, described.Created, version, want)
	}
}
