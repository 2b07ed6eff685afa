package report

// Shape is the outline of one country: rings of longitude and latitude, in
// degrees. An even-odd fill of its rings draws it, holes included.
type Shape struct {
	Code  string // as in the country table; one that begins with - is a place without an ISO code
	Rings [][][2]float64
}
