import { graphql, type ResultOf } from 'wisbaar-schema';

export const ReportOffersQuery = graphql(`
  query ReportOffers {
    reports {
      measure
      labelNl
      labelEn
      hasPeriod
      groupings {
        dimension
        labelNl
        labelEn
      }
    }
  }
`);

export type ReportOffer = ResultOf<typeof ReportOffersQuery>['reports'][number];
export type Measure = ReportOffer['measure'];
export type Dimension = ReportOffer['groupings'][number]['dimension'];

export const ReportQuery = graphql(`
  query Report($input: ReportInput!) {
    report(input: $input) {
      measure
      dimension
      from
      until
      wholeMonths
      smallestGroup
      columns {
        code
        labelNl
        labelEn
        unit
      }
      groups {
        kind
        key
        labelNl
        labelEn
        figures
      }
      total
    }
  }
`);

export type Report = NonNullable<ResultOf<typeof ReportQuery>['report']>;
export type ReportGroup = Report['groups'][number];
export type ReportColumn = Report['columns'][number];

export const ExportReport = graphql(`
  mutation ExportReport($input: ExportReportInput!) {
    exportReport(input: $input) {
      csv
      groups
      userErrors {
        field
        message
        code
      }
    }
  }
`);
