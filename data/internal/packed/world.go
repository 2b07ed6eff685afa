package packed

import (
	"maps"
	"math"
	"slices"

	"daylight/model/report"
)

// tenths is the grid of the map: coordinates are whole tenths of a degree.
const tenths = 10

// EncodeWorld packs the rings of the map, which are flat lists of longitude and
// latitude in tenths of a degree, by country code.
func EncodeWorld(rings map[string][][]int) []byte {
	shapes := make([]report.Shape, 0, len(rings))
	for _, code := range slices.Sorted(maps.Keys(rings)) {
		shape := report.Shape{Code: code}
		for _, flat := range rings[code] {
			var ring [][2]float64
			for point := range slices.Chunk(flat, 2) {
				ring = append(ring, [2]float64{float64(point[0]) / tenths, float64(point[1]) / tenths})
			}
			shape.Rings = append(shape.Rings, ring)
		}
		shapes = append(shapes, shape)
	}
	f := &form{packing: true}
	f.shapes(&shapes)
	return seal(worldMagic, f.buf)
}

// DecodeWorld unpacks the map.
func DecodeWorld(s string) ([]report.Shape, error) {
	body, err := open(worldMagic, s)
	if err != nil {
		return nil, err
	}
	return decodeWorldBody(body)
}

func decodeWorldBody(body string) (shapes []report.Shape, err error) {
	f := &form{s: body}
	if f.shapes(&shapes); !f.unpacked() {
		return nil, errDamaged
	}
	return shapes, nil
}

// shapes hold each point of a ring as its distance from the one before.
func (f *form) shapes(shapes *[]report.Shape) {
	list(f, shapes, 2, func(s *report.Shape) {
		f.text(&s.Code)
		list(f, &s.Rings, 1, func(ring *[][2]float64) {
			before := [2]int{}
			list(f, ring, 2, func(point *[2]float64) {
				for axis, degrees := range point {
					at := int(math.Round(degrees * tenths))
					f.from(before[axis], &at)
					before[axis], point[axis] = at, float64(at)/tenths
				}
			})
		})
	})
}
