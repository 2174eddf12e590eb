const dots = `url("data:image/svg+xml,${encodeURIComponent(
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 20'><g fill='#3f9487'><circle cx='10' cy='10' r='4'><animate attributeName='opacity' values='.25;1;.25' dur='1.2s' repeatCount='indefinite'/></circle><circle cx='26' cy='10' r='4'><animate attributeName='opacity' values='.25;1;.25' dur='1.2s' begin='.2s' repeatCount='indefinite'/></circle><circle cx='42' cy='10' r='4'><animate attributeName='opacity' values='.25;1;.25' dur='1.2s' begin='.4s' repeatCount='indefinite'/></circle></g></svg>"
)}")`;

/** Web Chat's looks, from the variables of styles.css, so that light and dark change without a new rendering. */
export const styleOptions = ({ takesFiles }) => ({
  accent: 'var(--accent)',
  backgroundColor: 'transparent',
  subtle: 'var(--ink-soft)',
  primaryFont: 'var(--sans)',
  monospaceFont: 'var(--mono)',
  paddingRegular: 12,
  fontSizeSmall: '0.8125rem',

  // An answer longer than the window is shown from its beginning.
  autoScrollSnapOnPage: true,

  bubbleBackground: 'transparent',
  bubbleBorderWidth: 0,
  bubbleMaxWidth: 720,
  bubbleMinHeight: 0,
  bubbleMinWidth: 120,
  bubbleTextColor: 'var(--ink)',
  bubbleFromUserBackground: 'var(--accent-fill)',
  bubbleFromUserBorderWidth: 0,
  bubbleFromUserBorderRadius: 16,
  bubbleFromUserTextColor: 'var(--on-accent)',
  avatarSize: 0,

  // At once, since the box wouldn't say which files wait in it.
  sendAttachmentOn: 'attach',
  hideUploadButton: !takesFiles,
  uploadMultiple: true,
  sendBoxBackground: 'transparent',
  sendBoxBorderTop: 'none',
  sendBoxTextColor: 'var(--ink)',
  sendBoxPlaceholderColor: 'var(--ink-soft)',
  sendBoxTextWrap: true,
  sendBoxHeight: 52,
  sendBoxButtonColor: 'var(--accent)',
  sendBoxButtonColorOnHover: 'var(--on-accent)',
  sendBoxButtonColorOnActive: 'var(--on-accent)',
  sendBoxButtonColorOnFocus: 'var(--accent)',
  sendBoxButtonShadeColorOnHover: 'var(--accent-fill)',
  sendBoxButtonShadeColorOnActive: 'var(--accent-fill)',
  sendBoxButtonShadeBorderRadius: 12,
  sendBoxButtonShadeInset: 6,
  sendBoxButtonKeyboardFocusIndicatorBorderColor: 'var(--accent)',
  sendBoxButtonKeyboardFocusIndicatorBorderRadius: 10,

  suggestedActionLayout: 'flow',
  suggestedActionBackgroundColor: 'transparent',
  suggestedActionBackgroundColorOnHover: 'var(--marker-soft)',
  suggestedActionBackgroundColorOnActive: 'var(--marker)',
  suggestedActionBorderColor: 'var(--line-strong)',
  suggestedActionBorderColorOnDisabled: 'var(--line)',
  suggestedActionBorderRadius: 18,
  suggestedActionBorderWidth: 1,
  suggestedActionHeight: 36,
  suggestedActionTextColor: 'var(--ink)',
  suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--accent)',
  suggestedActionKeyboardFocusIndicatorBorderRadius: 16,
  suggestedActionKeyboardFocusIndicatorBorderStyle: 'solid',

  timestampColor: 'var(--ink-soft)',
  transcriptActivityVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptTerminatorBackgroundColor: 'var(--ink-soft)',
  transcriptTerminatorColor: 'var(--sheet)',
  transcriptOverlayButtonBackground: 'var(--accent-fill)',
  transcriptOverlayButtonColor: 'var(--on-accent)',
  typingAnimationBackgroundImage: dots,
  typingAnimationDuration: 20_000,
  hideToaster: true
});

/** The words of Web Chat that the page puts differently. */
export const words = { TEXT_INPUT_PLACEHOLDER: 'Ask about the documents' };
