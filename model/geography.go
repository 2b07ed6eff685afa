package model

// moveOnMap moves the cursor to the nearest country that lies in a direction: to
// the east where dx is positive, to the south where dy is.
func (e *Engine) moveOnMap(s Session, dx, dy int) Session {
	return e.moveTo(s, s.Cursor(e.Result(s.Query).Rows)+dx+dy)
}
