package answer

import "slices"

// kept are answers by what they depend on, the one that was asked for last at the end.
type kept[T any] []keptAnswer[T]

type keptAnswer[T any] struct {
	key    string
	answer T
}

// get is the answer of a key, which is worked out unless it is kept. So many stay kept:
// those that were asked for last.
func (k *kept[T]) get(many int, key string, work func() T) T {
	var asked keptAnswer[T]
	if at := slices.IndexFunc(*k, func(a keptAnswer[T]) bool { return a.key == key }); at >= 0 {
		asked = (*k)[at]
		*k = slices.Delete(*k, at, at+1)
	} else {
		asked = keptAnswer[T]{key, work()}
	}
	*k = append(slices.Delete(*k, 0, max(0, len(*k)+1-many)), asked)
	return asked.answer
}

// shrink drops answers until their sizes come to no more than room, but not the last.
func (k *kept[T]) shrink(room int, size func(T) int) {
	from := len(*k)
	for from > 0 {
		room -= size((*k)[from-1].answer)
		if room < 0 && from < len(*k) {
			break
		}
		from--
	}
	*k = slices.Delete(*k, 0, from)
}
