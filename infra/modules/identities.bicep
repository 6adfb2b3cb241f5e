metadata name = 'Identities'
metadata description = 'One identity for each app, made before anything else, so that an app has its rights when it starts for the first time.'

import { identity } from 'shared.bicep'
import { location as regionName } from 'locations.bicep'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where the identities of Api and Pipeline are.')
param location string

@description('Required. Where probes are.')
param regions regionName[]

@description('Required. Tags of every resource.')
param tags object

resource api 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-api-${token}'
  location: location
  tags: tags
}

resource pipeline 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-pipeline-${token}'
  location: location
  tags: tags
}

resource probe 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = [
  for region in regions: {
    name: 'id-probe-${region}-${token}'
    location: region
    tags: tags
  }
]

@description('Who Api is.')
output api identity = {
  id: api.id
  clientId: api.properties.clientId
  principalId: api.properties.principalId
}

@description('Who Pipeline is.')
output pipeline identity = {
  id: pipeline.id
  clientId: pipeline.properties.clientId
  principalId: pipeline.properties.principalId
}

@description('Who the probes are, in the order of the regions.')
output probes identity[] = [
  for (region, i) in regions: {
    id: probe[i].id
    clientId: probe[i].properties.clientId
    principalId: probe[i].properties.principalId
  }
]
