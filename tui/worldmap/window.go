package worldmap

import (
	"cmp"
	"math"
	"slices"

	"daylight/tui/kit/chart"
)

// A map of some countries is fitted to their outlines. What would make it much smaller
// for little is left to lie beyond its edges: the far end of one large country, and
// islands in another ocean.

// extent is what an area reaches over, in degrees; east is not less than west, and may
// lie beyond 180.
type extent struct{ west, east, south, north float64 }

// windowOn is the window that shows some areas, with air around them; the whole world
// for none.
func (a *atlas) windowOn(areas []int) chart.Window {
	var outlined, points []extent
	for _, i := range areas {
		if area := &a.areas[i]; len(area.Rings) > 0 {
			outlined = append(outlined, extentOf(area))
		} else if area.HasPoint {
			points = append(points, extent{area.Lon, area.Lon, area.Lat, area.Lat})
		}
	}
	if len(outlined) == 0 {
		outlined, points = points, nil
	}
	if len(outlined) == 0 {
		return chart.Window{}
	}
	all := together(outlined)
	const enough, worth = 8, 0.55
	for len(outlined) >= enough { // without one of them the rest would be drawn about twice as large
		least, without := all.size(), -1
		for i := range outlined {
			if size := together(slices.Delete(slices.Clone(outlined), i, i+1)).size(); size < least {
				least, without = size, i
			}
		}
		if least > worth*all.size() {
			break
		}
		outlined = slices.Delete(outlined, without, without+1)
		all = together(outlined)
	}
	const near = 0.15
	around := all.wider(near*(all.east-all.west), near*(all.north-all.south))
	for _, p := range points {
		if around.holds(p.west, p.south) {
			outlined = append(outlined, p)
		}
	}
	all = together(outlined)
	// Air, and not so close that the outlines are but a few straight lines.
	const air, leastAcross, leastDown = 0.03, 16.0, 10.0
	across, down := all.east-all.west, all.north-all.south
	all = all.wider(max(air*across, (leastAcross-across)/2), max(air*down, (leastDown-down)/2))
	return chart.Window{West: all.west, East: all.east, South: max(all.south, -85), North: min(all.north, 85)}
}

// around moves a window, as little as it must, so that it shows a point with air
// around it.
func around(w chart.Window, lon, lat float64) chart.Window {
	const edge = 0.1
	move := func(at, from, to float64) float64 {
		air := edge * (to - from)
		return max(0, at-(to-air)) - max(0, from+air-at)
	}
	middle := (w.West + w.East) / 2
	lon = middle + math.Remainder(lon-middle, 360)
	east, north := move(lon, w.West, w.East), move(lat, w.South, w.North)
	return chart.Window{West: w.West + east, East: w.East + east, South: max(w.South+north, -85), North: min(w.North+north, 85)}
}

// extentOf is what the greatest of an area's rings reach over: not the islands that
// are small beside the mainland.
func extentOf(area *chart.Area) extent {
	var rings []extent
	greatest := 0.0
	for _, ring := range area.Rings {
		x := extent{math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)}
		for _, p := range ring {
			x = extent{min(x.west, p[0]), max(x.east, p[0]), min(x.south, p[1]), max(x.north, p[1])}
		}
		rings = append(rings, x)
		greatest = max(greatest, (x.east-x.west)*(x.north-x.south))
	}
	const small = 0.2
	return together(slices.DeleteFunc(rings, func(x extent) bool { return (x.east-x.west)*(x.north-x.south) < small*greatest }))
}

// together is the least extent that holds some: all the way round but for the widest
// gap between them.
func together(all []extent) extent {
	turned := slices.Clone(all)
	slices.SortFunc(turned, func(a, b extent) int { return cmp.Compare(wrapped(a.west), wrapped(b.west)) })
	first := wrapped(turned[0].west)
	west, widest, end := first, 0.0, first
	x := extent{south: math.Inf(1), north: math.Inf(-1)}
	for _, t := range turned {
		from := wrapped(t.west)
		if gap := from - end; gap > widest {
			west, widest = from, gap
		}
		end = max(end, from+t.east-t.west)
		x.south, x.north = min(x.south, t.south), max(x.north, t.north)
	}
	if gap := first + 360 - end; gap >= widest {
		west, widest = first, gap
	}
	x.west, x.east = west, west+360-widest
	return x
}

// wrapped is a longitude from 0 to below 360.
func wrapped(lon float64) float64 { return math.Mod(math.Mod(lon, 360)+360, 360) }

// size is how much of a map an extent takes, where parallels are equally far apart. What
// is narrow still takes some.
func (x extent) size() float64 { return (x.east - x.west + 1) * (x.north - x.south + 1) }

func (x extent) wider(across, down float64) extent {
	return extent{x.west - across, x.east + across, x.south - down, x.north + down}
}

func (x extent) holds(lon, lat float64) bool {
	return x.south <= lat && lat <= x.north && wrapped(lon-x.west) <= x.east-x.west
}
