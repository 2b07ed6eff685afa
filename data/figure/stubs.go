package figure

func (f *figure) trend() error   { return nil }
func (f *figure) world() error   { return nil }
func (f *figure) matrix() error  { return nil }
func (f *figure) compare() error { return nil }
func (f *figure) country() error { return nil }
func (f *figure) records() error { return nil }
func (f *figure) sources() error { return nil }
