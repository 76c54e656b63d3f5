/** antd in the colours of `base.css`: ink blue for acts, red for the mark and for faults only. */
import type { ThemeConfig } from 'antd';

const fonts = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif';

/** Large print raises every text to at least 18 px and every target to 60 px; phones have targets of 44 px. */
export function themeFor(device: { elderMode: boolean; narrow: boolean }): ThemeConfig {
  const fontSize = device.elderMode ? 20 : 16;
  const controlHeight = device.elderMode ? 60 : device.narrow ? 44 : 40;
  return {
    token: {
      colorPrimary: '#1d4f73',
      colorLink: '#1d4f73',
      colorError: '#a8281c',
      colorSuccess: '#22633a',
      colorWarning: '#7a5200',
      colorText: '#1f1d1a',
      colorTextSecondary: '#57524a',
      colorTextDescription: '#57524a',
      colorTextPlaceholder: '#6b655b',
      colorBorder: '#8f887c',
      colorBgLayout: '#f7f4ee',
      fontFamily: fonts,
      fontSize,
      fontSizeSM: device.elderMode ? 18 : 14,
      lineHeight: 1.6,
      controlHeight,
      controlHeightSM: device.elderMode ? 60 : 32,
      controlHeightLG: device.elderMode ? 64 : 48,
      borderRadius: 6,
      // A list that waits for an animation which never runs would never open.
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationSlow: '0.15s',
      motionDurationMid: '0.1s',
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { verticalLabelPadding: '0 0 6px', itemMarginBottom: 20, labelColor: '#1f1d1a' },
    },
  };
}
