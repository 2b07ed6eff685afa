package tui

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/model/report"
)

// World is what a dashboard may do, done in memory: files, views, settings.
type World struct {
	Files    map[string]string
	Kept     []SavedView
	Settings Settings
	Broken   error // what every write answers
}

// NewWorld is a world without a file.
func NewWorld() *World { return &World{Files: map[string]string{}} }

// Powers grants all of them.
func (w *World) Powers() Powers {
	return Powers{
		Encode: func(form string, e *answer.Engine, q query.Query) ([]byte, error) {
			return fmt.Appendf(nil, "%s: %d rows, %d sources\n", form, len(e.Result(q).Rows), len(e.Sources(q))), nil
		},
		Write: func(path string, content []byte, replace bool) error {
			if w.Broken != nil {
				return w.Broken
			}
			if _, taken := w.Files[path]; taken && !replace {
				return fs.ErrExist
			}
			w.Files[path] = string(content)
			return nil
		},
		Views: func() ([]SavedView, error) { return slices.Clone(w.Kept), nil },
		SaveView: func(v SavedView) error {
			if w.Broken != nil {
				return w.Broken
			}
			_ = w.drop(v.Name)
			w.Kept = append(w.Kept, v)
			return nil
		},
		DropView: w.drop,
		Remember: func(s Settings) error { w.Settings = s; return w.Broken },
	}
}

// everything are options of a dashboard on the made-up data that may do all, with
// one view saved.
func everything(t Tester) Options {
	w := NewWorld()
	w.Kept = []SavedView{{"refusals", "measure=rejected_rate"}}
	return Options{Data: onTheMap(t), Mouse: true, Powers: w.Powers()}
}

// onTheMap is the made-up dataset with a place for each country, made once.
var onTheMap = func() func(Tester) *report.Dataset {
	var once sync.Once
	var d *report.Dataset
	return func(t Tester) *report.Dataset {
		once.Do(func() { d = Placed(t, islands) })
		return d
	}
}()

func (w *World) drop(name string) error {
	before := len(w.Kept)
	w.Kept = slices.DeleteFunc(w.Kept, func(v SavedView) bool { return v.Name == name })
	if len(w.Kept) == before {
		return errors.New("no view is called " + name)
	}
	return nil
}
