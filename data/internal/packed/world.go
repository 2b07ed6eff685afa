package packed

import (
	"cmp"
	"slices"

	"daylight/model"
)

// tenths is the grid of the map: coordinates are whole tenths of a degree.
const tenths = 10

// EncodeWorld packs the rings of the map, which are flat lists of longitude and
// latitude in tenths of a degree, by country code.
func EncodeWorld(rings map[string][][]int) []byte {
	w := &writer{}
	codes := make([]string, 0, len(rings))
	for code := range rings {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, cmp.Compare)
	w.uint(len(codes))
	for _, code := range codes {
		w.text(code)
		w.uint(len(rings[code]))
		for _, ring := range rings[code] {
			w.uint(len(ring) / 2)
			lon, lat := 0, 0
			for i := 0; i+1 < len(ring); i += 2 {
				w.int(ring[i] - lon)
				w.int(ring[i+1] - lat)
				lon, lat = ring[i], ring[i+1]
			}
		}
	}
	return seal(worldMagic, w.buf)
}

// DecodeWorld unpacks the map.
func DecodeWorld(s string) ([]model.Shape, error) {
	body, err := open(worldMagic, s)
	if err != nil {
		return nil, err
	}
	return decodeWorldBody(body)
}

func decodeWorldBody(body string) ([]model.Shape, error) {
	r := &reader{s: body}
	shapes := make([]model.Shape, r.length(2))
	for i := range shapes {
		shapes[i].Code = r.text()
		shapes[i].Rings = make([][][2]float64, r.length(1))
		for j := range shapes[i].Rings {
			ring := make([][2]float64, r.length(2))
			lon, lat := 0, 0
			for k := range ring {
				lon += r.int()
				lat += r.int()
				ring[k] = [2]float64{float64(lon) / tenths, float64(lat) / tenths}
			}
			shapes[i].Rings[j] = ring
		}
	}
	if r.damaged || r.at != len(r.s) {
		return nil, errDamaged
	}
	return shapes, nil
}
