"""The design system: tokens, layout, form and table parts, marked text. It knows no context."""
