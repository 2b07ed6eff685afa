package worldmap_test

import (
	"testing"

	"daylight/model/query"
	"daylight/tui"
	"daylight/tui/internal/tuitest"
	"daylight/tui/kit/chart"
)

func benchmarkMap(b *testing.B, w, h int, keys ...string) *tuitest.Desk {
	d := tuitest.Sit(b, w, h, "view=map", tui.Options{Data: tuitest.Reports(), Theme: "dark", World: tuitest.Outlines})
	d.Press(keys...)
	_ = d.View()
	b.ReportAllocs()
	b.ResetTimer()
	return d
}

func BenchmarkMapView(b *testing.B) {
	for _, c := range []struct {
		name string
		w, h int
		keys []string
	}{{"120x40", 120, 40, nil}, {"300x80", 300, 80, nil}, {"120x40 close", 120, 40, []string{"+"}}} {
		b.Run(c.name, func(b *testing.B) {
			d := benchmarkMap(b, c.w, c.h, c.keys...)
			for range b.N {
				_ = d.View()
			}
		})
	}
}

func BenchmarkMapKeyToView(b *testing.B) {
	for _, c := range []struct {
		name string
		keys []string
	}{{"move", []string{"l", "j", "h", "k"}}, {"close", []string{"+", "l", "-", "h"}}, {"step", []string{"]", "]", "]", "[", "[", "["}}} {
		b.Run(c.name, func(b *testing.B) {
			d := benchmarkMap(b, 120, 40, "]")
			for i := range b.N {
				_, _ = d.Update(tuitest.Stroke(c.keys[i%len(c.keys)]))
				_ = d.View()
			}
		})
	}
}

func BenchmarkMapFirstFrame(b *testing.B) {
	d := tuitest.Reports()
	q, err := query.Parse("view=map", d)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for range b.N {
		b.StopTimer()
		m, err := tui.New(tui.Options{Data: d, Query: q, Theme: "dark", World: tuitest.Outlines})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		desk := &tuitest.Desk{Tester: b, Model: m}
		_ = desk.Resize(120, 40).View()
	}
}

func BenchmarkMapRaster(b *testing.B) {
	d := tuitest.Reports()
	shapes, err := tuitest.Outlines()
	if err != nil {
		b.Fatal(err)
	}
	areas := make([]chart.Area, 0, len(d.Countries)+len(shapes))
	for _, c := range d.Countries {
		areas = append(areas, chart.Area{Lon: c.Lon, Lat: c.Lat, HasPoint: c.HasPoint})
	}
	for _, s := range shapes {
		areas = append(areas, chart.Area{Rings: s.Rings})
	}
	for _, size := range []struct {
		name string
		w, h int
	}{{"120x28", 120, 28}, {"300x68", 300, 68}} {
		b.Run(size.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				chart.NewMap(size.w, size.h, areas, chart.Window{}).Showing(func(int) bool { return true })
			}
		})
	}
}
