package tuitest

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"daylight/model/answer"
	"daylight/model/query"
	"daylight/tui"
	"daylight/tui/kit/theme"
)

// World is what a dashboard may do, done in memory: files, views, settings.
type World struct {
	Files    map[string]string
	Kept     []tui.SavedView
	Settings tui.Settings
	Broken   error // what every write answers
}

// NewWorld is a world without a file.
func NewWorld() *World { return &World{Files: map[string]string{}} }

// Powers grants all of them.
func (w *World) Powers() tui.Powers {
	return tui.Powers{
		Encode: func(form string, e *answer.Engine, q query.Query) ([]byte, error) {
			return fmt.Appendf(nil, "%s: %d rows, %d sources\n", form, len(e.Result(q).Rows), len(e.Sources(q))), nil
		},
		Figure: func(e *answer.Engine, q query.Query, t theme.Theme) ([]byte, error) {
			return fmt.Appendf(nil, "figure: %d rows in %s\n", len(e.Result(q).Rows), t.Name), nil
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
		Views: func() ([]tui.SavedView, error) { return slices.Clone(w.Kept), nil },
		SaveView: func(v tui.SavedView) error {
			if w.Broken != nil {
				return w.Broken
			}
			_ = w.drop(v.Name)
			w.Kept = append(w.Kept, v)
			return nil
		},
		DropView: w.drop,
		Remember: func(s tui.Settings) error { w.Settings = s; return w.Broken },
	}
}

// Everything are options of a dashboard on the made-up data that may do all, with
// one view saved.
func Everything() tui.Options {
	w := NewWorld()
	w.Kept = []tui.SavedView{{Name: "refusals", Query: "measure=rejected_rate"}}
	return tui.Options{Data: OnIslands(), Mouse: true, Powers: w.Powers()}
}

func (w *World) drop(name string) error {
	before := len(w.Kept)
	w.Kept = slices.DeleteFunc(w.Kept, func(v tui.SavedView) bool { return v.Name == name })
	if len(w.Kept) == before {
		return errors.New("no view is called " + name)
	}
	return nil
}
