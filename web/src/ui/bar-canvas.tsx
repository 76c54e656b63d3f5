/** The drawing of `chart.tsx`, alone in its chunk because it brings ECharts. */
import { useNavigate } from '@tanstack/react-router';
import { BarChart as Bars } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { parseSearch } from '../lib/address.ts';
import type { ChartProps } from './chart.tsx';

register([Bars, GridComponent, TooltipComponent, SVGRenderer]);

const rowPx = 36;

export function BarCanvas({ bars, unit }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  useEffect(() => {
    if (!place.current) return undefined;
    const style = getComputedStyle(place.current);
    const fontSize = Number.parseFloat(style.fontSize) * 0.9;
    const chart = init(place.current, null, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: style.fontFamily },
      grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
      tooltip: { trigger: 'item', valueFormatter: (value: unknown) => `${String(value)} ${unit}` },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map((bar) => bar.label),
        axisTick: { show: false },
        axisLabel: { fontSize, color: style.color },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 20,
          itemStyle: { color: style.getPropertyValue('--act').trim() },
          label: { show: true, position: 'right', fontSize },
          data: bars.map((bar) => bar.value),
        },
      ],
    });
    chart.on('click', ({ dataIndex }) => {
      const [to, query] = (bars[dataIndex]?.to ?? '').split('?', 2);
      if (to) void navigate({ to, search: parseSearch(query ?? '') });
    });
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [bars, unit, navigate]);
  return <div ref={place} style={{ height: bars.length * rowPx + 16 }} />;
}
