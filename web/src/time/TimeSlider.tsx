/** Goes back to any moment of the experiment. */
export function TimeSlider() {
  return null;
}
