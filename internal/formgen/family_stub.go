package formgen

func annualVariants() []Variant          { return nil }
func reliefVariants() []Variant          { return nil }
func listingVariants() []Variant         { return nil }
func hubeiVariants() []Variant           { return nil }
func departmentVariants() []Variant      { return nil }
func sichuanVariants() []Variant         { return nil }
func wholeEvaluationVariants() []Variant { return nil }
