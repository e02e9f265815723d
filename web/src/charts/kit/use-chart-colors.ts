import { useMemo } from 'react';
import { useTheme } from '../../ui/theme';
import { type ChartColors, chartColors } from '../colors';

/** The colours for the theme in effect. */
export function useChartColors(): ChartColors {
  const theme = useTheme();
  // The theme decides what the tokens are.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => chartColors(document.body), [theme]);
}
